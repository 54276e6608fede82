/** Routes of runs and builds. */
import { Problem } from '@opads/kernel/problem'
import { AfterCommit, type GuardedHandlers } from '../gate/guarded.ts'
import type { Database } from '../store/database.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { PlutoTools } from '../tools.ts'
import type { runContract } from './contract.ts'
import { cancelRun, decideRun } from './finish.ts'
import { readLog, runLog } from './log.ts'
import { enqueue, runViews, shownRun } from './rows.ts'

/** How long a cancel request waits for the run to end. */
const endWithinMs = 10_000

export const runRoutes = (tools: PlutoTools) => {
  const { signal: stopping } = tools
  return {
    'POST /api/v1/applications/:name/builds': async ({ caller, database, target, body: { ref }, note }) => {
      const { name: application } = target
      note({ ref })
      const cause = `asked ${application} ${ref} ${crypto.randomUUID()}`
      return { run: await enqueue(database, { kind: 'build', application, cause, by: caller.account, ref }) }
    },
    'GET /api/v1/runs': async ({ caller, database, query: { cursor, limit, application, state, kind } }) => {
      let query = database
        .selectFrom('run')
        .innerJoin('application', 'application.name', 'run.application')
        .selectAll('run')
        .select('application.tenant')
        .orderBy('run.id', 'desc')
        .limit(limit + 1)
      if (!caller.isAdmin) query = query.where('application.tenant', 'in', ['', ...Object.keys(caller.roles)])
      if (application !== undefined) query = query.where('run.application', '=', application)
      if (state !== undefined) query = query.where('run.state', '=', state)
      if (kind !== undefined) query = query.where('run.kind', '=', kind)
      const from = cursorOf(cursor)
      if (from !== undefined) query = query.where('run.id', '<', from)
      const page = pageOf(await query.execute(), limit, (row) => row)
      return { ...page, items: await runViews(database, page.items) }
    },
    'GET /api/v1/runs/:id': async ({ database, target }) => shownRun(database, target),
    'GET /api/v1/runs/:id/log': async ({ database, target, query, signal }) =>
      runLog(readLog(database, target.id), query, AbortSignal.any([signal, stopping])),
    'POST /api/v1/runs/:id/cancel': async ({ caller, database, target, signal }) => {
      await cancelRun(database, target.id, caller.account)
      return new AfterCommit(
        () => ended(tools, target, signal),
        async () => shownRun(database, { ...(await runRow(database, target.id)), tenant: target.tenant }),
      )
    },
    'POST /api/v1/runs/:id/decision': async ({ caller, database, target, body, note }) => {
      note({ approve: body.approve, begunBy: target.created_by })
      const row = await decideRun(database, target, caller.account, body)
      return shownRun(database, { ...row, tenant: target.tenant })
    },
  } satisfies GuardedHandlers<typeof runContract>
}

/** A deploy ends once the previous release is restored, mostly within a second or two. */
async function ended(
  { database, changes }: Pick<PlutoTools, 'database' | 'changes'>,
  { id, tenant }: { readonly id: number; readonly tenant: string },
  signal: AbortSignal,
) {
  for (const until = Date.now() + endWithinMs; ; ) {
    const row = await runRow(database, id)
    if (row.finished_at !== null || signal.aborted || Date.now() > until)
      return shownRun(database, { ...row, tenant })
    await changes.next('run', 500)
  }
}

/** @throws Problem `run.unknown`, also when its application was deleted meanwhile */
const runRow = (database: Database, id: number) =>
  database
    .selectFrom('run')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => new Problem('run.unknown', { run: id }))
