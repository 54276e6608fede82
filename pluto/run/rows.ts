/** Runs: a queue in the database. Queues, cancels and shows them. */
import { Problem } from '@opads/kernel/problem'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Database, Tables } from '../store/database.ts'
import type { Run, RunKind } from './shapes.ts'

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
