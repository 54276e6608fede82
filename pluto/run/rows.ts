/** Runs: a queue in the database. Queues and shows them. */
import { type Selectable, sql, type Transaction } from 'kysely'
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Database, Tables } from '../store/database.ts'
import { causeOfNext } from './end.ts'
import { kinds } from './kinds/kinds.ts'
import type { Run, RunKind } from './shapes.ts'

export type NewRun = {
  readonly kind: RunKind
  readonly application: string
  readonly environment?: EnvironmentName | null
  readonly cause: string
  readonly by: string
  readonly ref?: string
  readonly commit?: string | null
  readonly title?: string | null
  readonly release?: number | null
  /** The build whose release it is about. */
  readonly builtFrom?: number | null
}
type Row = Selectable<Tables['run']>

/** What a new run waits for first: a person or a worker. */
export const firstState = (kind: RunKind) => (kinds[kind].waits ? 'waiting' : 'queued')

/** Queues a run and returns its id; the same cause twice is one run. */
export async function enqueue(
  database: Database | Transaction<Tables>,
  { kind, application, environment, cause, by, ref, commit, title, release, builtFrom }: NewRun,
): Promise<number> {
  const row = await database
    .insertInto('run')
    .values({
      kind,
      application,
      state: firstState(kind),
      environment: environment ?? null,
      cause,
      ref: ref ?? null,
      commit: commit ?? null,
      title: title ?? null,
      release: release ?? null,
      built_from: builtFrom ?? null,
      follows: null,
      result: null,
      worker: null,
      created_by: by,
    })
    .onConflict((conflict) => conflict.column('cause').doUpdateSet({ cause }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** So many of them are named. */
export const mostLedTo = 20

/** Rows of an older Pluto have only `follows`. */
export const builtFromOf = ({ kind, built_from, follows }: Pick<Row, 'kind' | 'built_from' | 'follows'>) =>
  built_from ?? (kind === 'deploy' ? follows : null)

/** Run → the run that it queued, and of a build the first deploys of its release; oldest first. */
export async function ledToOf(
  database: Database,
  runs: readonly Pick<Row, 'id' | 'kind'>[],
): Promise<ReadonlyMap<number, number[]>> {
  if (runs.length === 0) return new Map()
  const causes = runs.map(({ kind, id }) => causeOfNext(kind, id))
  const { rows } = await sql<{ run: number; led: number[] }>`select run, led
    from unnest(${runs.map(({ id }) => id)}::int[], ${causes}::text[]) as asked (run, queues), lateral (select array_agg(id order by id) as led from (
      select id from (select id from run where cause = queues
        union (select id from run where kind = 'deploy' and coalesce(built_from, follows) = asked.run order by id limit ${mostLedTo})) found
      order by id limit ${mostLedTo}) first) found_first
    where led is not null`.execute(database)
  return new Map(rows.map(({ run, led }) => [run, led]))
}

type Shown = Row & { readonly tenant: string }

export const shownRun = async (database: Database, row: Shown): Promise<Run> =>
  (await runViews(database, [row]))[0]!

export async function runViews(database: Database, rows: readonly Shown[]): Promise<Run[]> {
  const ledTo = await ledToOf(database, rows)
  return rows.map((row) => runView(row, ledTo.get(row.id) ?? []))
}

export const runView = (row: Shown, ledTo: number[]): Run => ({
  id: row.id,
  kind: row.kind,
  application: row.application,
  tenant: row.tenant,
  environment: row.environment,
  state: row.state,
  by: row.created_by,
  decidedBy: row.decided_by,
  ref: row.ref,
  commit: row.commit,
  title: row.title,
  release: row.release,
  builtFrom: builtFromOf(row),
  ledTo,
  follows: row.follows,
  problem: row.problem,
  attempts: row.attempts,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})
