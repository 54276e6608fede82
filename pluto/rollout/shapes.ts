/** Schemas of deployments: past ones, and the request for one. */
import { z } from 'zod'
import { pageOf, time } from '../common-shapes.ts'
import { environmentName } from '../environment/shapes.ts'
import { madeRun } from '../run/shapes.ts'

const deployment = z.object({
  environment: environmentName,
  release: z.int(),
  run: z.int(),
  by: z.string(),
  at: time,
})
export const deployments = pageOf(deployment)
export const newDeployment = z.strictObject({
  environment: environmentName.default('sit'),
  release: z.int32().min(1),
  /** Rollback: the variables, secrets and replica count that the release last ran with there become the current ones. */
  asItRan: z.boolean().default(false),
})
/** `restores`: which current settings `asItRan` changes, secrets only by name; `null` when current settings are kept. */
export const askedDeployment = madeRun.extend({
  restores: z
    .object({
      variables: z.array(z.string()),
      replicas: z.object({ from: z.int(), to: z.int() }).nullable(),
    })
    .nullable(),
})
