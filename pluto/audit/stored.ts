/** Reads the chain as it is stored. */
import { type Selectable, sql } from 'kysely'
import type { Database, Tables } from '../store/database.ts'
import { type Head, isSigned, type OpenRow, type SealedRow, start } from './chain.ts'

type Row = Selectable<Tables['audit']>

export const openRow = ({ sequence: _, hash: __, at, ...row }: Row): OpenRow => ({
  ...row,
  at: at.toISOString(),
})

/** @param row has a sequence */
export const sealedRow = (row: Row): SealedRow => ({
  ...openRow(row),
  sequence: row.sequence!,
  hash: row.hash ?? '',
})

/** Committed rows that are not sealed, oldest first. */
export const openRows = (database: Database, limit: number): Promise<Row[]> =>
  database.selectFrom('audit').selectAll().where('sequence', 'is', null).orderBy('id').limit(limit).execute()

/** Sealed rows with the next sequences, in order; more than `count` only when something is wrong. */
export async function sealedRows(database: Database, after: number, count: number): Promise<SealedRow[]> {
  const rows = await database
    .selectFrom('audit')
    .selectAll()
    .where('sequence', '>', after)
    .where('sequence', '<=', after + count)
    .orderBy('sequence')
    .orderBy('id')
    .limit(2 * count)
    .execute()
  return rows.map(sealedRow)
}

export const hasRowsAfter = async (database: Database, sequence: number): Promise<boolean> =>
  (await database
    .selectFrom('audit')
    .select('id')
    .where('sequence', '>', sequence)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** A row with a sequence before the beginning or after the end of the chain, which nobody sealed; from one snapshot. */
export async function strayRow(database: Database): Promise<number | undefined> {
  const { rows } = await sql<{ sequence: number }>`select sequence from audit
    where sequence <= coalesce((select sequence from audit_checkpoint), 0) or sequence > (select sequence from audit_head)
    order by sequence limit 1`.execute(database)
  return rows[0]?.sequence
}

export const headInside = (database: Database): Promise<Head> =>
  database.selectFrom('audit_head').select(['sequence', 'hash']).executeTakeFirstOrThrow()

/** Where the chain begins: after the rows that retention removed. */
export async function beginning(
  database: Database,
  key: Buffer,
): Promise<{ readonly head: Head; readonly isSigned: boolean }> {
  const row = await database.selectFrom('audit_checkpoint').selectAll().executeTakeFirst()
  if (!row) return { head: start, isSigned: true }
  const { sequence, hash, signature } = row
  return { head: { sequence, hash }, isSigned: isSigned(key, { sequence, hash }, signature) }
}

/** The hash with this sequence, of a row or of the checkpoint. */
export async function hashAt(database: Database, sequence: number): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string | null }>`
    select hash from audit where sequence = ${sequence}
    union all select hash from audit_checkpoint where sequence = ${sequence} limit 1`.execute(database)
  return rows[0]?.hash ?? undefined
}
