/**
 * The loop that deletes rows past their retention (`old-rows.ts`), once an hour. Every process runs it: what another one is deleting is
 * skipped. Statements are small, so that none holds many locks or takes long.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { type OldRows, oldRows } from './old-rows.ts'

const mostFound = 5000
const mostDeleted = 500

type Once = {
  readonly database: Database
  /** Reports to the liveness probe that the loop runs. */
  readonly turn: () => void
  readonly signal: AbortSignal
}
type Loop = Once & {
  readonly everyMs?: number
  /** After a failure: the database may be away. */
  readonly retryMs?: number
}

export async function expireRows(tools: Loop): Promise<void> {
  const { turn, signal, everyMs = 3_600_000, retryMs = 60_000 } = tools
  while (!signal.aborted) {
    turn()
    let waitMs = everyMs
    try {
      await expireOnce(tools)
    } catch (failure) {
      console.error(`retention: ${failure instanceof Error ? failure.message : String(failure)}`)
      waitMs = retryMs
    }
    await sleep(waitMs, undefined, { signal }).catch(() => {})
  }
}

export async function expireOnce(tools: Once): Promise<void> {
  for (const rows of oldRows) await expire(tools, rows)
}

async function expire(
  { database, turn, signal }: Once,
  { table, key, column, find }: OldRows,
): Promise<void> {
  for (let isMore = true; isMore && !signal.aborted; ) {
    const { rows } = await sql<{ key: number | string }>`${find} limit ${mostFound}`.execute(database)
    const keys = rows.map((row) => row.key)
    let deleted = 0
    for (let from = 0; from < keys.length && !signal.aborted; from += mostDeleted) {
      turn()
      const some = keys.slice(from, from + mostDeleted)
      // A run's log goes with it, but may be long.
      if (table === 'run')
        while (!signal.aborted && (await remove(database, 'run_log', 'run', some)) === mostDeleted) turn()
      deleted += column
        ? await empty(database, table, key, some, column)
        : await remove(database, table, key, some)
    }
    isMore = deleted === mostFound // fewer: that was all, or another process is at it
  }
}

/** Returns how many rows it deleted. */
async function remove(
  database: Database,
  table: string,
  column: string,
  values: readonly (number | string)[],
): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ctid = any(array(
    select ctid from ${sql.table(table)} where ${sql.ref(column)} = any(${values}) limit ${mostDeleted} for update skip locked))`.execute(
    database,
  )
  return Number(numAffectedRows ?? 0n)
}

/** Returns how many rows lost the value of the column. */
async function empty(
  database: Database,
  table: string,
  key: string,
  values: readonly (number | string)[],
  column: string,
): Promise<number> {
  const { numAffectedRows } =
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = null where ctid = any(array(
    select ctid from ${sql.table(table)} where ${sql.ref(key)} = any(${values}) for update skip locked))`.execute(
      database,
    )
  return Number(numAffectedRows ?? 0n)
}
