/** Routes of applications: make, show, delete, their releases. What another tenant owns is not there: 404. */
import { createApplication, listApplications, ownedApplication, showApplication } from '../applications.ts'
import { deleteApplication } from '../delete-application.ts'
import { cursorOf, pageOf } from '../store/page.ts'
import type { PlutoHandlers, PlutoTools } from '../tools.ts'

export const applicationRoutes = (tools: PlutoTools) => {
  const { database } = tools
  return {
    'GET /api/v1/applications': ({ caller, query }) => listApplications(tools, caller, query),
    'POST /api/v1/applications': async ({ caller, body }) =>
      showApplication(tools, await createApplication(database, caller, body)),
    'GET /api/v1/applications/:name': async ({ caller, params }) =>
      showApplication(tools, await ownedApplication(database, params.name, caller)),
    'DELETE /api/v1/applications/:name': async ({ caller, params }) => {
      await deleteApplication(tools, await ownedApplication(database, params.name, caller), caller.account)
    },
    'GET /api/v1/applications/:name/releases': async ({ caller, params, query: { cursor, limit } }) => {
      const { name } = await ownedApplication(database, params.name, caller)
      let query = database
        .selectFrom('release')
        .selectAll()
        .select('number as id')
        .where('application', '=', name)
      const from = cursorOf(cursor)
      if (from !== undefined) query = query.where('number', '<', from)
      const rows = await query
        .orderBy('number', 'desc')
        .limit(limit + 1)
        .execute()
      return pageOf(rows, limit, ({ number, commit, title, image, run, created_by, created_at }) => ({
        number,
        commit,
        title,
        image,
        run,
        by: created_by,
        createdAt: created_at.toISOString(),
      }))
    },
    'GET /internal/repositories': async () => ({
      items: (
        await database.selectFrom('application').select(['name', 'tenant', 'created_at']).execute()
      ).map(({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() })),
    }),
  } satisfies Partial<PlutoHandlers>
}
