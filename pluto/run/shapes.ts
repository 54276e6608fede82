/** Shapes of runs. */
import { z } from 'zod'
import { fault, name, page, pageOf, time } from '../common-shapes.ts'
import { environmentName } from '../environment/shapes.ts'

export const runStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const runState = z.enum(runStates)
export type RunState = z.infer<typeof runState>
export const runKind = z.enum(['build', 'deploy'])
export type RunKind = z.infer<typeof runKind>
export const run = z.object({
  id: z.int(),
  kind: runKind,
  application: z.string(),
  tenant: z.string(),
  /** Where a deploy goes; `null` for a build. */
  environment: environmentName.nullable(),
  state: runState,
  by: z.string(),
  ref: z.string().nullable(),
  commit: z.string().nullable(),
  /** First line of the commit's message. */
  title: z.string().nullable(),
  release: z.int().nullable(),
  /** The build that queued this deploy, or the deploy that this build queued. */
  follows: z.int().nullable(),
  problem: fault.nullable(),
  attempts: z.int(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
})
export type Run = z.infer<typeof run>
export const runs = pageOf(run)
export const runQuery = page.extend({
  application: name.optional(),
  state: runState.optional(),
  kind: runKind.optional(),
})
export const logQuery = z.strictObject({ follow: z.stringbool().default(false) })
export const madeRun = z.object({ run: z.int().nullable() })

export const newBuild = z.strictObject({ ref: z.string().min(1).max(200).default('main') })
