/** Shapes of deployments: those that were, and how to ask for one. */
import { z } from 'zod'
import { environmentName } from '../environment/shapes.ts'
import { madeRun } from '../run/shapes.ts'
import { pageOf, time } from '../shared-shapes.ts'

export const deployment = z.object({
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
  /** The way back: the variables, secrets and number of pods that the release last ran with there become those of today. */
  asItRan: z.boolean().default(false),
})
/** Answers what would change, and changes nothing. */
export const dryRun = z.strictObject({ dryRun: z.stringbool().default(false) })
/** `restores`: what `asItRan` makes otherwise than it is set today, secrets by their name alone; `null` where it keeps what is set. */
export const askedDeployment = madeRun.extend({
  restores: z
    .object({
      variables: z.array(z.string()),
      replicas: z.object({ from: z.int(), to: z.int() }).nullable(),
    })
    .nullable(),
})
