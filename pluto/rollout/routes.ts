/** Routes of deployments. */
import type { Handlers } from '@opads/serve/route'
import type { Selectable } from 'kysely'
import { ownedApplication } from '../application/rows.ts'
import type { Tables } from '../store/database.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { PlutoTools } from '../tools.ts'
import { askDeploy } from './ask.ts'
import type { rolloutContract } from './contract.ts'

export const rolloutRoutes = (tools: PlutoTools) => {
  const { database } = tools
  return {
    'GET /api/v1/applications/:name/deployments': async ({ caller, params, query: { cursor, limit } }) => {
      const { name } = await ownedApplication(database, params.name, caller)
      let query = database.selectFrom('deployment').selectAll().where('application', '=', name)
      const from = cursorOf(cursor)
      if (from !== undefined) query = query.where('id', '<', from)
      const rows = await query
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      return pageOf(rows, limit, deploymentView)
    },
    'POST /api/v1/applications/:name/deployments': async ({
      caller,
      params,
      query: { dryRun },
      body: { environment, release, asItRan },
    }) => {
      const { name: application } = await ownedApplication(database, params.name, caller)
      const by = caller.account
      return askDeploy(tools, { application, environment }, { release, asItRan, dryRun, by })
    },
  } satisfies Handlers<typeof rolloutContract>
}

export const deploymentView = (row: Selectable<Tables['deployment']>) => ({
  environment: row.environment,
  release: row.release,
  run: row.run,
  by: row.created_by,
  at: row.at.toISOString(),
})
