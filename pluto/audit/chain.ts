/**
 * The hash chain of the audit log: a row's hash covers the hash before it, its sequence and all its fields, so that a row that was
 * changed, removed, added or moved is found. The end of the chain is compared with heads that are kept elsewhere. Pure.
 */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { ActRecord } from '../gate/act-record.ts'
import type { FaultKind } from './shapes.ts'

/** A row before it is sealed; `at` as ISO 8601, `facts` as the stored text. */
export type OpenRow = Omit<ActRecord, 'outcome' | 'facts'> & {
  readonly id: number
  readonly at: string
  readonly outcome: string
  readonly facts: string
}
/** The end of a chain, or of its beginning up to a row. */
export type Head = { readonly sequence: number; readonly hash: string }
export type SealedRow = OpenRow & Head

export type Fault = { readonly sequence: number; readonly kind: FaultKind }
type Verified = { readonly head: Head; readonly fault?: Fault }

export const start: Head = { sequence: 0, hash: '' }

/** The head after this row is sealed. */
export function sealed(previous: Head, row: OpenRow): Head {
  const sequence = previous.sequence + 1
  const { id, at, account, address, act, tenant, application, environment, target } = row
  const { outcome, code, facts } = row
  const all = [previous.hash, sequence, id, at, account, address, act, tenant, application, environment, target, outcome, code, facts] // biome-ignore format: one list
  return { sequence, hash: createHash('sha256').update(JSON.stringify(all)).digest('hex') }
}

/** Verifies rows that are ordered by sequence and follow the head; stops at the first fault. */
export function verified(from: Head, rows: readonly SealedRow[]): Verified {
  let head = from
  for (const row of rows) {
    const next = sealed(head, row)
    if (row.sequence < next.sequence) return { head, fault: { sequence: row.sequence, kind: 'added' } }
    if (row.sequence > next.sequence) return { head, fault: { sequence: next.sequence, kind: 'removed' } }
    if (row.hash !== next.hash) return { head, fault: { sequence: next.sequence, kind: 'changed' } }
    head = next
  }
  return { head }
}

/**
 * Whether a head that was kept elsewhere is in the chain, which may have gone on since. @param chain after which sequence it begins, and
 * its end @param hash of the row or checkpoint with the kept sequence
 */
export function faultOfHead(
  kept: Head,
  chain: { readonly after: number; readonly end: Head },
  hash: string | undefined,
): Fault | undefined {
  if (kept.sequence > chain.end.sequence) return { sequence: chain.end.sequence + 1, kind: 'cut' }
  // Retention has removed the row, and nothing is left to compare.
  if (kept.sequence < chain.after || kept.sequence === 0) return undefined
  if (hash === undefined) return { sequence: kept.sequence, kind: 'removed' }
  return hash === kept.hash ? undefined : { sequence: kept.sequence, kind: 'head' }
}

/** The key for checkpoints, derived from the key that encrypts variables. */
export const checkpointKey = (sealingKey: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', sealingKey, '', 'opads audit checkpoint', 32))

/** A checkpoint stands for all rows up to its sequence; without the key nobody can make one. */
export const signatureOf = (key: Buffer, { sequence, hash }: Head): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([sequence, hash]))
    .digest('hex')

export function isSigned(key: Buffer, head: Head, signature: string): boolean {
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(key, head))]
  return given.length === right.length && timingSafeEqual(given, right)
}
