/** A worker leases a run; when the lease expires, another worker continues it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import { type Selectable, sql } from 'kysely'
import type { Database, Tables } from '../store/database.ts'
import { giveUp } from './finish.ts'
import { kinds } from './kinds/kinds.ts'
import type { RunKind } from './shapes.ts'

type Row = Selectable<Tables['run']>

const renewMs = 3000
const leases = JSON.stringify(
  Object.fromEntries(Object.entries(kinds).map(([kind, { lease }]) => [kind, lease?.seconds])),
)

/** Leases the next queued or abandoned run; one at a time per application and environment. `undefined`: there is none. */
export async function takeLease(
  database: Database,
  kind: RunKind,
  worker: string,
): Promise<(Row & { tenant: string }) | undefined> {
  const { lease } = kinds[kind]
  if (!lease) return undefined
  const { seconds, mostAttempts } = lease
  return database.transaction().execute(async (tx) => {
    // Serialised: two workers at once would both see the application as free and lease two of its runs.
    await sql`select pg_advisory_xact_lock(7302)`.execute(tx)
    const { rows: abandoned } = await sql<Row>`select * from run
      where state = 'running' and kind = ${kind} and lease_until < now() and attempts >= ${mostAttempts}
      order by id for update`.execute(tx)
    for (const run of abandoned) await giveUp(tx, run)
    // Waits for a locked row: to skip it would let a later run of the same application and environment overtake an abandoned one.
    const { rows } = await sql<Row & { tenant: string }>`
      update run set state = 'running', worker = ${worker}, attempts = run.attempts + 1, started_at = coalesce(started_at, now()),
        lease_until = now() + make_interval(secs => ${seconds})
      from application where application.name = run.application and run.id = (
        select id from run r where kind = ${kind} and (state = 'queued' or (state = 'running' and lease_until < now()))
          and not exists (select 1 from run o where o.application = r.application and o.kind = r.kind and o.environment is not distinct from r.environment
            and o.state = 'running' and o.lease_until >= now())
        order by id limit 1 for update)
      returning run.*, application.tenant`.execute(tx)
    return rows[0]
  })
}

/**
 * Renews the lease; returns who asked to cancel the run, if anybody.
 * @throws Problem `run.lost-lease` when another worker has it, `run.over` when it has ended or was cancelled
 */
export async function renew(database: Database, run: number, worker: string): Promise<string | null> {
  const row = await database
    .updateTable('run')
    .set({ lease_until: sql<Date>`now() + make_interval(secs => (${leases}::jsonb ->> kind)::int)` })
    .where('id', '=', run)
    .where('worker', '=', worker)
    .where('state', '=', 'running')
    .returning('cancel_by')
    .executeTakeFirst()
  if (row) return row.cancel_by
  const now = await database.selectFrom('run').select('state').where('id', '=', run).executeTakeFirst()
  if (now?.state === 'running') throw new Problem('run.lost-lease', { run, worker })
  throw new Problem('run.over', { run })
}

/** Renews the lease every few seconds until the signal, as a step may outlast a lease. A loss shows at the worker's own `renew`. */
export async function keepLease(
  database: Database,
  run: number,
  worker: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await renew(database, run, worker).catch(() => {})
    await sleep(renewMs, undefined, { signal }).catch(() => {})
  }
}
