/** Runs: asked for, listed, shown with their log, cancelled; and the routes that delivery calls. */
import { shortRef } from '@opads/kernel/branch'
import { Problem } from '@opads/kernel/problem'
import { AfterCommit, type GuardedHandlers } from '../gate/guarded.ts'
import { sees } from '../gate/roles.ts'
import type { runContract } from '../run/contract.ts'
import type { runDeliveryContract } from '../run/delivery-contract.ts'
import { pushRecord } from '../run/delivery-routes.ts'
import { type ReadLog, runLog } from '../run/log.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import { recordAct } from './audit.ts'
import { addEvent } from './event.ts'
import { cancelRun, decideRun, finishRun } from './run-end.ts'
import { renew, takeLease } from './run-lease.ts'
import { addLog, enqueue, shownRun } from './run-rows.ts'
import { said } from './sentences.ts'
import { newestFirst, type Store, storable } from './store.ts'
import { ownedRun, tenantOf } from './target.ts'
import type { FakeTools } from './tools.ts'

/** As in the real API: how long a request for an end or for a run stays open. */
const openForMs = 10_000

export const runRoutes = ({ store, signal: stopping }: FakeTools) => {
  const { rows } = store
  return {
    'POST /api/v1/applications/:name/builds': async ({
      caller,
      target: { name: application },
      body: { ref },
      note,
    }) => {
      note({ ref })
      const cause = `asked ${application} ${ref} ${crypto.randomUUID()}`
      return { run: enqueue(store, { kind: 'build', application, cause, by: caller.account, ref }) }
    },
    'GET /api/v1/runs': async ({ caller, query }) => {
      const found = rows.run
        .map((row) => ({ ...row, tenant: tenantOf(store, row.application)! }))
        .filter((row) => sees(caller, row.tenant))
        .filter((row) =>
          (['application', 'state', 'kind'] as const).every(
            (field) => query[field] === undefined || row[field] === query[field],
          ),
        )
      return pageOf(
        newestFirst(found, (row) => row.id, cursorOf(query.cursor), query),
        query.limit,
        (row) => shownRun(store, row),
      )
    },
    'GET /api/v1/runs/:id': async ({ target }) => shownRun(store, target),
    'GET /api/v1/runs/:id/log': async ({ target, query, signal }) =>
      runLog(readLog(store, target.id), query, AbortSignal.any([signal, stopping])),
    'POST /api/v1/runs/:id/cancel': async ({ caller, target: { id }, signal }) => {
      cancelRun(store, id, caller.account)
      return new AfterCommit(
        () => ended(store, id, signal),
        async () => shownRun(store, ownedRun(store, id)!),
      )
    },
    'POST /api/v1/runs/:id/decision': async ({ caller, target, body, note }) => {
      note({ approve: body.approve, begunBy: target.created_by })
      decideRun(store, target, caller.account, body)
      return shownRun(store, ownedRun(store, target.id)!)
    },
  } satisfies GuardedHandlers<typeof runContract, Store>
}

async function ended(store: Store, id: number, signal: AbortSignal) {
  const { changes, clock } = store
  for (const until = clock.now() + openForMs; ; ) {
    const row = ownedRun(store, id)
    if (!row) throw new Problem('run.unknown', { run: id }) // its application was deleted meanwhile
    if (row.finished_at !== null || signal.aborted || clock.now() > until) return shownRun(store, row)
    await changes.next('run', 500)
  }
}

export const runDeliveryRoutes = ({ store, cluster }: FakeTools) => {
  const { rows, changes, clock } = store
  return {
    'POST /internal/pushes': async ({ body: { repository, ref, commit, count, title, by }, address }) => {
      const [tenant = '', application = ''] = repository.split('/')
      const row = rows.application.find((one) => one.name === storable(application) && one.tenant === tenant)
      if (!row) throw new Problem('application.unknown', { application })
      const cause = `push ${repository} ${count} ${commit}`
      const branch = shortRef(ref)
      const run = enqueue(store, { kind: 'build', application, cause, by, ref: branch, commit, title })
      if (!rows.event.some((event) => event.run === run)) {
        addEvent(store, said.pushed(rows.run.find(({ id }) => id === run)!))
        await recordAct(store, pushRecord({ tenant, application, branch, commit, by, address }))
      }
      return { run }
    },
    'POST /internal/leases': async ({ body: { kind, worker }, signal }) => {
      for (const until = clock.now() + openForMs; ; ) {
        const row = takeLease(store, kind, worker)
        if (row) {
          const { id, application, ref, commit, attempts } = row
          const tenant = tenantOf(store, application)!
          const userNamespace = cluster.live.userNamespaces() ?? false
          return {
            run: { id, application, tenant, ref, commit, attempts, userNamespace, takesMessages: true },
          }
        }
        if (signal.aborted || clock.now() > until) return { run: null }
        await changes.next('run', 1000)
      }
    },
    'POST /internal/runs/:id/log': async ({ params, body }) => {
      renew(store, Number(params.id), body.worker)
      addLog(store, Number(params.id), body.lines)
    },
    'POST /internal/runs/:id/finish': async ({ params, body }) => finishRun(store, Number(params.id), body),
  } satisfies GuardedHandlers<typeof runDeliveryContract, Store>
}

const readLog =
  ({ rows }: Store, run: number): ReadLog =>
  async (after) => ({
    state: rows.run.find((row) => row.id === run)?.state,
    lines: rows.run_log.filter((row) => row.run === run && row.seq > after).slice(0, 1000),
  })
