/** Routes of runs that delivery calls: report a push, lease a run, add to its log, end it. */

import { shortRef } from '@opads/kernel/branch'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { shortCommit } from '@opads/kernel/short-commit'
import { plainAct, recordAct } from '../audit/record.ts'
import { addEvent } from '../event/rows.ts'
import type { ActRecord } from '../gate/act-record.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { PlutoTools } from '../tools.ts'
import type { runDeliveryContract } from './delivery-contract.ts'
import { finishRun } from './finish.ts'
import { renew, takeLease } from './lease.ts'
import { addLog } from './log.ts'
import { enqueue } from './rows.ts'

/** How long a worker's request for a run stays open. */
const openForMs = 10_000

type Pushed = Record<'tenant' | 'application' | 'branch' | 'commit' | 'by' | 'address', string>
/** Delivery asked before whether the person may push. Pure. */
export const pushRecord = ({ tenant, application, branch, commit, by, address }: Pushed): ActRecord => ({
  ...plainAct,
  account: by,
  address,
  act: 'application.push',
  tenant,
  application,
  target: branch,
  facts: { commit },
})

export const runDeliveryRoutes = ({ database, live, changes }: PlutoTools) => {
  return {
    'POST /internal/pushes': async ({ body: { repository, ref, commit, count, title, by }, address }) => {
      const [tenant = '', application = ''] = repository.split('/')
      const branch = shortRef(ref)
      return database.transaction().execute(async (tx) => {
        const row = await tx
          .selectFrom('application')
          .select('name')
          .where('name', '=', application)
          .where('tenant', '=', tenant)
          .executeTakeFirst()
        if (!row) throw new Problem('application.unknown', { application })
        const cause = `push ${repository} ${count} ${commit}`
        const run = await enqueue(tx, { kind: 'build', application, cause, by, ref: branch, commit, title })
        const known = await tx.selectFrom('event').select('id').where('run', '=', run).executeTakeFirst()
        const message = said('push.received', { by, commit: shortCommit(commit), branch, title })
        if (!known) {
          await addEvent(tx, { application, run, by, kind: 'push', message })
          await recordAct(tx, pushRecord({ tenant, application, branch, commit, by, address }))
        }
        return { run }
      })
    },
    'POST /internal/leases': async ({ body: { kind, worker }, signal }) => {
      for (const until = Date.now() + openForMs; ; ) {
        const row = await takeLease(database, kind, worker)
        if (row) {
          const { id, application, tenant, ref, commit, attempts } = row
          const userNamespace = live.userNamespaces() ?? false
          return {
            run: { id, application, tenant, ref, commit, attempts, userNamespace, takesMessages: true },
          }
        }
        if (signal.aborted || Date.now() > until) return { run: null }
        await changes.next('run', 1000)
      }
    },
    'POST /internal/runs/:id/log': async ({ params, body }) => {
      await renew(database, Number(params.id), body.worker)
      await addLog(database, Number(params.id), body.lines)
    },
    'POST /internal/runs/:id/finish': ({ params, body }) => finishRun(database, Number(params.id), body),
  } satisfies GuardedHandlers<typeof runDeliveryContract>
}
