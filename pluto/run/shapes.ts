/** Shapes of runs. */
import { builtBranch, refPattern } from '@opads/kernel/branch'
import { z } from 'zod'
import { fault, message, name, page, pageOf, time } from '../common-shapes.ts'
import { environmentName } from '../environment/shapes.ts'
import { runKinds } from './kinds/kinds.ts'
import { runStates } from './shown.ts'

export type { RunKind } from './kinds/kinds.ts'
export type { RunState } from './shown.ts'

const runState = z.enum(runStates)
const runKind = z.enum(runKinds)
export const run = z.object({
  id: z.int(),
  kind: runKind,
  application: z.string(),
  tenant: z.string(),
  /** Where a deploy goes; `null` for a build. */
  environment: environmentName.nullable(),
  state: runState,
  by: z.string(),
  /** Who approved or refused it; `null`: nobody yet, or nobody had to. */
  decidedBy: z.string().nullable(),
  ref: z.string().nullable(),
  commit: z.string().nullable(),
  /** First line of the commit's message. */
  title: z.string().nullable(),
  release: z.int().nullable(),
  /** The build whose release it is about; `null` for a build, and while a deploy waits to choose its release. */
  builtFrom: z.int().nullable(),
  /** The run that it queued, and the first deploys of what a build built; oldest first. */
  ledTo: z.array(z.int()),
  /** For clients of earlier releases: the build that queued this deploy, or the deploy that this build queued. */
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
export const logQuery = z.strictObject({
  follow: z.stringbool().default(false),
  /** `text`: step, tab, English line. `json`: each line a `logLine`. */
  format: z.enum(['text', 'json']).default('text'),
})
/** A line of a log in JSON; `message`: a note of the cloud itself, whose English is in `text`. */
export const logLine = z.object({ step: z.string(), text: z.string(), message: message.optional() })
export type LogLine = z.infer<typeof logLine>
export const madeRun = z.object({ run: z.int().nullable() })

/** Of a person, about a run that waits. */
export const decision = z.discriminatedUnion('approve', [
  z.strictObject({ approve: z.literal(true) }),
  z.strictObject({ approve: z.literal(false), because: z.string().min(1).max(500) }),
])
export type Decision = z.infer<typeof decision>

export const newBuild = z.strictObject({
  ref: z.string().regex(refPattern, 'input.ref').default(builtBranch),
})
