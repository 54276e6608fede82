/** Schemas of environments: their names, an application's state in one. */
import { z } from 'zod'
import { message, time } from '../common-shapes.ts'
import { environmentNames } from './shown.ts'

export { environmentNames } from './shown.ts'
export const environmentName = z.enum(environmentNames)
export type EnvironmentName = z.infer<typeof environmentName>

/**
 * `healthy` all wanted pods are ready; `working` a rollout is in progress; `failed`; `stopped` scaled to none; `none` nothing was
 * deployed; `unknown` the cluster cannot be watched.
 */
export const health = z.enum(['healthy', 'working', 'failed', 'stopped', 'none', 'unknown'])
export const environment = z.object({
  name: environmentName,
  cluster: z.string(),
  namespace: z.string(),
  url: z.string(),
  state: health,
  /** The state in words. */
  message: message.nullable(),
  /** The message in English: "5 of 8 pods new and ready". */
  reason: z.string().nullable(),
  release: z.int().nullable(),
  commit: z.string().nullable(),
  deployedAt: time.nullable(),
  deployedBy: z.string().nullable(),
  /** The deploy that works here, is queued, or waits for a person. */
  run: z.int().nullable(),
  podsReady: z.int(),
  podsWanted: z.int(),
  /** Acts that the caller may do here. */
  mayDo: z.array(z.string()),
})
export const scale = z.strictObject({ replicas: z.int().min(0).max(100) })
