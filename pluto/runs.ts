/** Runs: a queue in the database. A worker leases a run; when the lease expires, another worker continues it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { EnvironmentName } from './environment/shapes.ts'
import type { Run, RunKind } from './shapes.ts'
import type { Database, Tables } from './store/database.ts'
import { printable } from './store/printable.ts'

const leaseSeconds = 15
const renewMs = 3000
/** A run fails after so many attempts without an end: it probably kills its workers. */
const mostAttempts = 5

export type NewRun = {
  readonly kind: RunKind
  readonly application: string
  readonly environment?: EnvironmentName
  readonly cause: string
  readonly by: string
  readonly ref?: string
  readonly commit?: string
  readonly title?: string
  readonly release?: number
  readonly follows?: number
}
type Row = Selectable<Tables['run']>

/** Queues a run and returns its id; the same cause twice is one run. */
export async function enqueue(
  database: Database | Transaction<Tables>,
  { kind, application, environment, cause, by, ref, commit, title, release, follows }: NewRun,
): Promise<number> {
  const row = await database
    .insertInto('run')
    .values({
      kind,
      application,
      environment: environment ?? null,
      cause,
      ref: ref ?? null,
      commit: commit ?? null,
      title: title ?? null,
      release: release ?? null,
      follows: follows ?? null,
      result: null,
      worker: null,
      created_by: by,
    })
    .onConflict((conflict) => conflict.column('cause').doUpdateSet({ cause }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Leases the next queued or abandoned run; one at a time per application and environment. `undefined`: none waits. */
export async function takeLease(
  database: Database,
  kind: RunKind,
  worker: string,
): Promise<(Row & { tenant: string }) | undefined> {
  const lost = {
    code: 'run.given-up',
    sentence: `It was begun ${mostAttempts} times and did not end`,
    next: 'Look into the log of the worker, then start it again.',
  }
  return database.transaction().execute(async (tx) => {
    // Serialised: two workers at once would both see the application as free and lease two of its runs.
    await sql`select pg_advisory_xact_lock(7302)`.execute(tx)
    await sql`update run set state = 'failed', finished_at = now(), problem = ${JSON.stringify(lost)}
      where state = 'running' and kind = ${kind} and lease_until < now() and attempts >= ${mostAttempts}`.execute(
      tx,
    )
    const { rows } = await sql<Row & { tenant: string }>`
      update run set state = 'running', worker = ${worker}, attempts = run.attempts + 1, started_at = coalesce(started_at, now()),
        lease_until = now() + make_interval(secs => ${leaseSeconds})
      from application where application.name = run.application and run.id = (
        select id from run r where kind = ${kind} and (state = 'queued' or (state = 'running' and lease_until < now()))
          and not exists (select 1 from run o where o.application = r.application and o.kind = r.kind and o.environment is not distinct from r.environment
            and o.state = 'running' and o.lease_until >= now())
        order by id limit 1 for update skip locked)
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
    .set({ lease_until: sql<Date>`now() + make_interval(secs => ${leaseSeconds})` })
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

/**
 * Ends a queued run or a build at once; a build's worker finds out at its next renewal. A running deploy has changed the cluster:
 * its worker sees `cancel_by`, restores the previous release and ends the run. @throws Problem `run.over`
 */
export async function cancelRun(database: Database, run: number, by: string): Promise<void> {
  const { rows } = await sql`update run set cancel_by = coalesce(cancel_by, ${by}),
      state = case when kind = 'deploy' and state = 'running' then 'running' else 'cancelled' end,
      finished_at = case when kind = 'deploy' and state = 'running' then null else now() end
    where id = ${run} and state in ('queued', 'running') returning id`.execute(database)
  if (rows.length === 0) throw new Problem('run.over', { run })
}

export async function addLog(
  database: Database,
  run: number,
  lines: readonly { readonly step: string; readonly text: string }[],
): Promise<void> {
  if (lines.length === 0) return
  await database
    .insertInto('run_log')
    .values(lines.map(({ step, text }) => ({ run, step, text: printable(text) })))
    .execute()
}

export const runView = (row: Row & { tenant: string }): Run => ({
  id: row.id,
  kind: row.kind,
  application: row.application,
  tenant: row.tenant,
  environment: row.environment,
  state: row.state,
  by: row.created_by,
  ref: row.ref,
  commit: row.commit,
  title: row.title,
  release: row.release,
  follows: row.follows,
  problem: row.problem,
  attempts: row.attempts,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})
