/** Routes of applications: make, show, delete; the repositories that must exist. Another tenant's application is 404. */
import type { Handlers } from '@opads/serve/route'
import type { PlutoTools } from '../tools.ts'
import type { applicationContract } from './contract.ts'
import { deleteApplication } from './delete.ts'
import { createApplication, ownedApplication } from './rows.ts'
import { listApplications, showApplication } from './view.ts'

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
  } satisfies Handlers<typeof applicationContract>
}
