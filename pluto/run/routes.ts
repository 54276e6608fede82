/** Routes of runs and builds. */
import { Problem } from '@opads/kernel/problem'
import type { Caller, Handlers } from '@opads/serve/route'
import { ownedApplication } from '../application/rows.ts'
import { mayUse } from '../gate/may-use.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { PlutoTools } from '../tools.ts'
import type { runContract } from './contract.ts'
import { readLog, runLog } from './log.ts'
import { cancelRun, enqueue, runView } from './rows.ts'

/** How long a cancel request waits for the run to end. */
const patienceMs = 10_000

export const runRoutes = (tools: PlutoTools) => {
  const { database, changes, signal: stopping } = tools
  const select = () =>
    database
      .selectFrom('run')
      .innerJoin('application', 'application.name', 'run.application')
      .selectAll('run')
      .select('application.tenant')
  const owned = async (id: string, caller: Caller) => {
    const row = await select()
      .where('run.id', '=', /^\d{1,9}$/.test(id) ? Number(id) : 0)
      .executeTakeFirst()
    if (!row || !mayUse(caller, row.tenant)) throw new Problem('run.unknown', { run: id })
    return row
  }
  return {
    'POST /api/v1/applications/:name/builds': async ({ caller, params, body: { ref } }) => {
      const { name: application } = await ownedApplication(database, params.name, caller)
      const cause = `asked ${application} ${ref} ${crypto.randomUUID()}`
      return { run: await enqueue(database, { kind: 'build', application, cause, by: caller.account, ref }) }
    },
    'GET /api/v1/runs': async ({ caller, query: { cursor, limit, application, state, kind } }) => {
      let query = select()
        .orderBy('run.id', 'desc')
        .limit(limit + 1)
      if (!caller.isAdmin) query = query.where('application.tenant', 'in', ['', ...caller.tenants])
      if (application !== undefined) query = query.where('run.application', '=', application)
      if (state !== undefined) query = query.where('run.state', '=', state)
      if (kind !== undefined) query = query.where('run.kind', '=', kind)
      const from = cursorOf(cursor)
      if (from !== undefined) query = query.where('run.id', '<', from)
      return pageOf(await query.execute(), limit, runView)
    },
    'GET /api/v1/runs/:id': async ({ caller, params }) => runView(await owned(params.id, caller)),
    'GET /api/v1/runs/:id/log': async ({ caller, params, query, signal }) => {
      const { id } = await owned(params.id, caller)
      return runLog(readLog(database, id), query.follow, AbortSignal.any([signal, stopping]))
    },
    'POST /api/v1/runs/:id/cancel': async ({ caller, params, signal }) => {
      await cancelRun(database, (await owned(params.id, caller)).id, caller.account)
      // A deploy ends once the previous release is restored, mostly within a second or two.
      for (const until = Date.now() + patienceMs; ; ) {
        const row = await owned(params.id, caller)
        if (row.finished_at !== null || signal.aborted || Date.now() > until) return runView(row)
        await changes.next('run', 500)
      }
    },
  } satisfies Handlers<typeof runContract>
}
