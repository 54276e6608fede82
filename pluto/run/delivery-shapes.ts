/** Schemas of the routes that delivery calls. */
import { built } from '@opads/delivery/contract'
import { z } from 'zod'
import { fault } from '../common-shapes.ts'
import { leasedKinds } from './kinds/kinds.ts'
import { logLine } from './shapes.ts'

export const push = z.strictObject({
  repository: z.string(),
  ref: z.string(),
  commit: z.string(),
  /** Number of pushes before it, as a commit may be pushed again. */
  count: z.int().min(0),
  title: z.string().max(500),
  by: z.string(),
})
export const lease = z.strictObject({ kind: z.enum(leasedKinds), worker: z.string() })
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
      /** Whether lines of its log may have messages; an older Pluto refuses them. */
      takesMessages: z.boolean().optional(),
    })
    .nullable(),
})
export type { Built } from '@opads/delivery/contract'
export const logLines = z.strictObject({
  worker: z.string(),
  lines: z.array(logLine.extend({ text: z.string().max(20_000) })).max(1000),
})
export const finish = z.strictObject({
  worker: z.string(),
  problem: fault.optional(),
  /** Of a build. */
  result: built.optional(),
})
