/** Shapes of the audit log. */
import { z } from 'zod'
import { name, page, pageOf, time } from '../common-shapes.ts'

const auditOutcomes = ['done', 'refused', 'failed'] as const
const auditRow = z.object({
  id: z.int(),
  /** Its place in the chain; `null` until it is sealed, a few seconds after it was written. */
  sequence: z.int().nullable(),
  at: time,
  /** Empty: not known, such as a sign-in with a name that is no account's. */
  account: z.string(),
  address: z.string(),
  /** What was done, such as `token.create`. */
  act: z.string(),
  tenant: z.string().nullable(),
  application: z.string().nullable(),
  environment: z.string().nullable(),
  target: z.string().nullable(),
  outcome: z.enum(auditOutcomes),
  /** The problem of a refusal or failure. */
  code: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
})
export const auditRows = pageOf(auditRow)
export const auditQuery = page.extend({
  account: z.string().min(1).max(100).optional(),
  /** An act, or the part before a dot: `token` finds `token.create` too. */
  act: z
    .string()
    .regex(/^[a-z][a-z0-9.-]{0,99}$/, 'takes an act, such as token.create, or its first part')
    .optional(),
  tenant: name.optional(),
  application: name.optional(),
  outcome: z.enum(auditOutcomes).optional(),
  from: time.optional(),
  /** Exclusive. */
  until: time.optional(),
})

/**
 * `changed`: the row is not the one that was sealed with this sequence. `removed`: there is no row with this sequence. `added`: there is one
 * that nobody sealed. `cut`: the chain ends before this row. `head`: a head that was kept has another hash, so the chain was written anew.
 * `checkpoint`: its signature is not ours.
 */
const faultKinds = ['changed', 'removed', 'added', 'cut', 'head', 'checkpoint'] as const
export type FaultKind = (typeof faultKinds)[number]

const head = z.object({ sequence: z.int(), hash: z.string() })
export const auditVerifyQuery = z.strictObject({ cursor: z.string().max(200).optional() })
export const auditVerification = z.object({
  /** Rows that this call verified. */
  rows: z.int(),
  /** The first one, if any. */
  fault: z.object({ sequence: z.int(), kind: z.enum(faultKinds) }).nullable(),
  headInside: head,
  headOutside: head.nullable(),
  /** The log was too long for one call: `cursor` of the call that goes on. */
  next: z.string().nullable(),
})
