/** Adds committed rows to the chain and keeps its head outside the database; one process at a time, under an advisory lock. */
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import { type Fault, faultOfHead, type Head, sealed } from './chain.ts'
import type { HeadOutside } from './head.ts'
import { beginning, hashAt, headInside, openRow, openRows } from './stored.ts'

const mostAtOnce = 500

/**
 * Runs `work` while no other process seals or removes rows; `undefined` when one does. The lock belongs to a connection: it ends with a
 * process that is killed.
 */
export const alone = <T>(
  database: Database,
  work: (connection: Database) => Promise<T>,
): Promise<T | undefined> =>
  database.connection().execute(async (connection) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(7303) as got`.execute(connection)
    if (!rows[0]!.got) return undefined
    try {
      return await work(connection)
    } finally {
      await sql`select pg_advisory_unlock(7303)`.execute(connection)
    }
  })

/**
 * Seals the next rows in one transaction and returns the new head. The sequence is given here and not by `id`: a transaction may commit
 * late, with a lower id than rows that are sealed. Only within `alone`.
 */
export const sealNext = (
  connection: Database,
): Promise<{ readonly head: Head; readonly count: number; readonly isAll: boolean }> =>
  connection.transaction().execute(async (tx) => {
    let head = await headInside(tx)
    const rows = await openRows(tx, mostAtOnce)
    const made = rows.map((row) => {
      head = sealed(head, openRow(row))
      return { id: row.id, ...head }
    })
    if (made.length > 0) {
      const column = (name: 'id' | 'sequence' | 'hash') => made.map((one) => one[name])
      await sql`update audit set sequence = s.sequence, hash = s.hash
        from unnest(${column('id')}::bigint[], ${column('sequence')}::bigint[], ${column('hash')}::text[]) as s(id, sequence, hash)
        where audit.id = s.id`.execute(tx)
      await tx.updateTable('audit_head').set(head).execute()
    }
    return { head, count: made.length, isAll: rows.length < mostAtOnce }
  })

/**
 * Keeps the head outside, after the commit: a crash leaves an older one there, never a newer one. One that is not in this chain stays as it
 * is, as evidence, and its fault is returned. Only within `alone`.
 */
export async function keepOutside(
  connection: Database,
  outside: HeadOutside,
  head: Head,
  key: Buffer,
): Promise<Fault | undefined> {
  const kept = await outside.read()
  if (kept?.sequence === head.sequence && kept.hash === head.hash) return undefined
  if (kept) {
    const begin = await beginning(connection, key)
    const chain = { after: begin.head.sequence, end: head }
    const fault = faultOfHead(kept, chain, await hashAt(connection, kept.sequence))
    if (fault) return fault
  }
  if (head.sequence > 0) await outside.keep(head)
  return undefined
}
