/** Runs are rows. A worker holds one by a lease; when the lease ends, another worker goes on with it. */

import { built } from '@opads/delivery/contract'
import { Problem } from '@opads/kernel/problem'
import { sql } from 'kysely'
import type { Database } from './database.ts'

const leaseSeconds = 15
/** A run that was begun this often and never ended is failed: it takes its workers down. */
const mostAttempts = 5

export type NewRun = {
  readonly kind: 'build' | 'deploy'
  readonly application: string
  readonly cause: string
  readonly by: string
  readonly input: { readonly ref?: string; readonly commit?: string; readonly release?: number }
}

/** The same cause twice is one run. Answers its id. */
export async function enqueue(
  database: Database,
  { kind, application, cause, by, input }: NewRun,
): Promise<number> {
  const row = await database
    .insertInto('run')
    .values({
      kind,
      application,
      environment: 'sit',
      state: 'queued',
      cause,
      input: JSON.stringify(input),
      created_by: by,
    })
    .onConflict((conflict) => conflict.column('cause').doUpdateSet({ cause }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** The next run that waits, one of an application at a time; `undefined` when nothing waits. */
export async function takeLease(database: Database, kind: 'build' | 'deploy', worker: string) {
  await sql`update run set state = 'failed', finished_at = now(), problem = ${JSON.stringify({ code: 'build.lost', sentence: `It was begun ${mostAttempts} times and did not end`, next: 'Look into the log of the worker, then push again.' })}
    where state = 'running' and kind = ${kind} and lease_until < now() and attempts >= ${mostAttempts}`.execute(
    database,
  )
  const { rows } = await sql<{
    id: number
    application: string
    tenant: string
    input: NewRun['input']
    attempts: number
    created_by: string
  }>`
    update run set state = 'running', worker = ${worker}, attempts = run.attempts + 1, started_at = coalesce(started_at, now()),
      lease_until = now() + make_interval(secs => ${leaseSeconds})
    from application where application.name = run.application and run.id = (
      select id from run r where kind = ${kind} and (state = 'queued' or (state = 'running' and lease_until < now()))
        and not exists (select 1 from run o where o.application = r.application and o.kind = r.kind and o.state = 'running' and o.lease_until >= now())
      order by id limit 1 for update skip locked)
    returning run.id, run.application, application.tenant, run.input, run.attempts, run.created_by`.execute(
    database,
  )
  return rows[0]
}

/** Renews the lease. @throws Problem `run.lost-lease` when another worker has it, or it was cancelled */
export async function renew(database: Database, run: number, worker: string): Promise<void> {
  const { numUpdatedRows } = await database
    .updateTable('run')
    .set({ lease_until: sql<Date>`now() + make_interval(secs => ${leaseSeconds})` })
    .where('id', '=', run)
    .where('worker', '=', worker)
    .where('state', '=', 'running')
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('run.lost-lease', { run, worker })
}

export async function addLog(
  database: Database,
  run: number,
  lines: readonly { step: string; text: string }[],
): Promise<void> {
  if (lines.length > 0)
    await database
      .insertInto('run_log')
      .values(lines.map((line) => ({ run, ...line })))
      .execute()
}

type End = {
  readonly worker: string
  readonly problem?: { code: string; sentence: string; next: string } | undefined
  readonly result?: unknown
}

/** Ends a run and writes what follows from it in one transaction: a build's release and its deployment, or the deployment. */
export async function finishRun(
  database: Database,
  id: number,
  { worker, problem, result }: End,
): Promise<void> {
  await database.transaction().execute(async (tx) => {
    const run = await tx.selectFrom('run').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!run) throw new Problem('run.unknown', { run: id })
    if (run.state !== 'running' || run.worker !== worker)
      throw new Problem('run.lost-lease', { run: id, worker })
    await tx
      .updateTable('run')
      .set({
        state: problem ? 'failed' : 'succeeded',
        finished_at: new Date(),
        problem: problem ? JSON.stringify(problem) : null,
        result: result === undefined ? null : JSON.stringify(result),
      })
      .where('id', '=', id)
      .execute()
    const say = (kind: string, text: string) =>
      tx
        .insertInto('event')
        .values({ application: run.application, by: run.created_by, kind, text })
        .execute()
    if (problem) return void (await say(`${run.kind}.failed`, problem.sentence))
    if (run.kind === 'build') {
      const { commit, image, recipe } = built.parse(result)
      const last = await tx
        .selectFrom('release')
        .select((eb) => eb.fn.max('number').as('number'))
        .where('application', '=', run.application)
        .executeTakeFirst()
      const number = (last?.number ?? 0) + 1
      await tx
        .insertInto('release')
        .values({
          application: run.application,
          number,
          commit,
          image,
          recipe: JSON.stringify(recipe),
          run: id,
        })
        .execute()
      await say('build.succeeded', `Release ${number} was built from ${commit.slice(0, 8)}`)
      await enqueue(tx, {
        kind: 'deploy',
        application: run.application,
        cause: `build ${id}`,
        by: run.created_by,
        input: { release: number },
      })
    } else {
      const release = run.input.release!
      await tx
        .insertInto('deployment')
        .values({ application: run.application, environment: run.environment, release, run: id })
        .execute()
      await say('deploy.succeeded', `Release ${release} runs in ${run.environment}`)
    }
  })
}
