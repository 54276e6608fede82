/** Routes of applications: make, show, delete; the repositories that are to be there. What another tenant owns is not there: 404. */
import { createApplication, listApplications, ownedApplication, showApplication } from '../applications.ts'
import { deleteApplication } from '../delete-application.ts'
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
    'GET /internal/repositories': async () => ({
      items: (
        await database.selectFrom('application').select(['name', 'tenant', 'created_at']).execute()
      ).map(({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() })),
    }),
  } satisfies Partial<PlutoHandlers>
}
