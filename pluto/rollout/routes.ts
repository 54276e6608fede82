/** Routes of deployments. */
import type { Selectable } from 'kysely'
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { Tables } from '../store/database.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { PlutoTools } from '../tools.ts'
import { askDeploy } from './ask.ts'
import type { rolloutContract } from './contract.ts'

export const rolloutRoutes = ({ key }: PlutoTools) => {
  return {
    'GET /api/v1/applications/:name/deployments': async ({ database, target, query: { cursor, limit } }) => {
      let query = database.selectFrom('deployment').selectAll().where('application', '=', target.name)
      const from = cursorOf(cursor)
      if (from !== undefined) query = query.where('id', '<', from)
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageOf(rows, limit, deploymentView)
    },
    'POST /api/v1/applications/:name/deployments': ({
      caller,
      database,
      target,
      dryRun,
      body: { release, asItRan },
      note,
    }) => {
      note({ release, asItRan })
      return askDeploy(database, key, target, { release, asItRan, dryRun, by: caller.account })
    },
  } satisfies GuardedHandlers<typeof rolloutContract>
}

export const deploymentView = (row: Selectable<Tables['deployment']>) => ({
  environment: row.environment,
  release: row.release,
  run: row.run,
  by: row.created_by,
  at: row.at.toISOString(),
})
