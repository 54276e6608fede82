/** Verifies the stored chain from its checkpoint to its head, in batches and without a transaction. */
import { inputFault } from '@opads/kernel/input-fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Database } from '../store/database.ts'
import { type Fault, faultOfHead, type Head, verified } from './chain.ts'
import type { HeadOutside } from './head.ts'
import { beginning, hashAt, hasRowsAfter, headInside, sealedRows, strayRow } from './stored.ts'

const batchRows = 1000

type Verification = {
  readonly rows: number
  readonly fault: Fault | null
  readonly headInside: Head
  readonly headOutside: Head | null
  /** Where the next call goes on, when the time was over; else `null`. */
  readonly next: string | null
}
type Options = {
  /** `next` of the call before. */
  readonly cursor?: string | undefined
  /** Returns whether to stop and leave the rest to another call. */
  readonly isOver: () => boolean
  readonly signal: AbortSignal
}

/** @throws Problem `audit.no-head`, `input.invalid` for a malformed cursor */
export async function verifyAudit(
  database: Database,
  outside: HeadOutside,
  key: Buffer,
  { cursor, isOver, signal }: Options,
): Promise<Verification> {
  // In this order: the head inside is never older than one outside that was read before it.
  const headOutside = (await outside.read()) ?? null
  const inside = await headInside(database)
  const found = (rows: number, fault: Fault | null, next: string | null = null) =>
    ({ rows, fault, headInside: inside, headOutside, next }) satisfies Verification
  const begin = await beginning(database, key)
  if (!begin.isSigned) return found(0, { sequence: begin.head.sequence, kind: 'checkpoint' })
  let head = cursorOf(cursor) ?? begin.head
  let rows = 0
  while (head.sequence < inside.sequence) {
    signal.throwIfAborted()
    if (rows > 0 && isOver()) return found(rows, null, `${head.sequence}-${head.hash}`)
    const batch = await sealedRows(database, head.sequence, batchRows)
    const upTo = batch.filter(({ sequence }) => sequence <= inside.sequence)
    const result = verified(head, upTo)
    rows += result.head.sequence - head.sequence
    head = result.head
    const fault = result.fault ?? (upTo.length === 0 ? await faultOfGap(database, head) : undefined)
    if (!fault) continue
    const moved =
      fault.kind === 'removed' || fault.kind === 'cut' ? await beginning(database, key) : undefined
    // Retention removed these rows meanwhile.
    if (moved?.isSigned && moved.head.sequence > head.sequence) head = moved.head
    else return found(rows, fault)
  }
  const stray = await strayRow(database)
  if (stray !== undefined) return found(rows, { sequence: stray, kind: 'added' })
  return found(rows, await faultOfHeads(database, key, { inside, outside: headOutside, end: head }))
}

/** No row has one of the next sequences. */
const faultOfGap = async (database: Database, { sequence }: Head): Promise<Fault> => ({
  sequence: sequence + 1,
  kind: (await hasRowsAfter(database, sequence)) ? 'removed' : 'cut',
})

/** The chain is whole up to its end; the heads must be in it. */
async function faultOfHeads(
  database: Database,
  key: Buffer,
  { inside, outside, end }: { readonly inside: Head; readonly outside: Head | null; readonly end: Head },
): Promise<Fault | null> {
  if (inside.hash !== end.hash) return { sequence: inside.sequence, kind: 'head' }
  if (!outside) return null
  const { head } = await beginning(database, key)
  const hash = await hashAt(database, outside.sequence)
  return faultOfHead(outside, { after: head.sequence, end }, hash) ?? null
}

/** @throws Problem `input.invalid` */
export function cursorOf(cursor: string | undefined): Head | undefined {
  if (cursor === undefined) return undefined
  const [, sequence, hash] = /^(\d{1,15})-([0-9a-f]{64})$/.exec(cursor) ?? []
  if (sequence !== undefined && hash !== undefined) return { sequence: Number(sequence), hash }
  const faults = [inputFault('cursor', said('input.cursor'))]
  throw new Problem('input.invalid', { source: said('input.query'), count: 1, faults })
}
