/** The nouns of the public API. Sizes are bytes; what is not known is `null`. */
import { z } from 'zod'
import { environment, environmentName } from './environment/shapes.ts'
import { fault, name, page, pageOf, time } from './shared-shapes.ts'

export const healthz = z.object({ state: z.literal('healthy') })
export const anything = z.unknown()

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

export const release = z.object({
  number: z.int(),
  commit: z.string(),
  title: z.string().nullable(),
  /** Reference with digest. */
  image: z.string(),
  run: z.int(),
  by: z.string(),
  createdAt: time,
})
export const releases = pageOf(release)
export const application = z.object({
  name: z.string(),
  tenant: z.string(),
  /** Address to clone and push to. */
  git: z.string(),
  createdAt: time,
  createdBy: z.string(),
  environments: z.array(environment),
  lastRun: run.nullable(),
})
export const applications = pageOf(application)
export const applicationQuery = page.extend({
  tenant: name.optional(),
  search: z.string().max(100).optional(),
})
export const newApplication = z.strictObject({ name, tenant: name })
export const newBuild = z.strictObject({ ref: z.string().min(1).max(200).default('main') })
export const push = z.strictObject({
  repository: z.string(),
  ref: z.string(),
  commit: z.string(),
  /** Pushes before it: the same commit may come back as a new push. */
  count: z.int().min(0),
  title: z.string().max(500),
  by: z.string(),
})
export const repositories = z.object({
  items: z.array(z.object({ name: z.string(), tenant: z.string(), createdAt: time })),
})
export const lease = z.strictObject({ kind: runKind, worker: z.string() })
export const leased = z.object({
  run: z
    .object({
      id: z.int(),
      application: z.string(),
      tenant: z.string(),
      ref: z.string().nullable(),
      /** Not known yet when a branch was requested by name. */
      commit: z.string().nullable(),
      attempts: z.int(),
      /** Whether its pods get their own user namespace. */
      userNamespace: z.boolean(),
    })
    .nullable(),
})
export const logLines = z.strictObject({
  worker: z.string(),
  lines: z.array(z.strictObject({ step: z.string(), text: z.string().max(20_000) })).max(1000),
})
export const finish = z.strictObject({
  worker: z.string(),
  problem: fault.optional(),
  result: z.unknown().optional(),
})
