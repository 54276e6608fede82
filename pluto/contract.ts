/** The nouns of the public API. Times are ISO 8601 in UTC. */
import { z } from 'zod'

export const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'takes 1 to 30 of a-z, 0-9 and -, first a letter')
export const signIn = z.strictObject({
  account: z.string().min(1).max(100),
  password: z.string().min(1).max(500),
})
export const newApplication = z.strictObject({ name, tenant: name.default('samples') })
export const variables = z.record(
  z.string().regex(/^[A-Z_][A-Z0-9_]*$/i, 'is no name of a variable'),
  z.string().max(30_000).nullable(),
)
export const scale = z.strictObject({ replicas: z.int().min(0).max(100) })
export const newPassword = z.strictObject({
  password: z.string().min(12, 'takes at least 12 characters').max(500),
})
export const newToken = z.strictObject({
  name: z.string().min(1).max(100),
  days: z.int().min(1).max(365).default(90),
})

export const runStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]

/** From the code server. `old` and `new` are commits; `by` is who pushed. */
export const push = z.strictObject({
  repository: z.string(),
  ref: z.string(),
  commit: z.string(),
  by: z.string(),
})
export const lease = z.strictObject({ kind: z.enum(['build', 'deploy']), worker: z.string() })
export const logLines = z.strictObject({
  worker: z.string(),
  lines: z.array(z.strictObject({ step: z.string(), text: z.string().max(20_000) })).max(1000),
})
export const finish = z.strictObject({
  worker: z.string(),
  problem: z.strictObject({ code: z.string(), sentence: z.string(), next: z.string() }).optional(),
  result: z.unknown().optional(),
})
