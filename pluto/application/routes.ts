/** Routes of applications: make, show, delete; the repositories that must exist. */
import { AfterCommit, type GuardedHandlers } from '../gate/guarded.ts'
import type { PlutoTools } from '../tools.ts'
import type { applicationContract } from './contract.ts'
import { deleteApplication } from './delete.ts'
import { createApplication } from './rows.ts'
import { listApplications, showApplication } from './view.ts'

export const applicationRoutes = (tools: PlutoTools) => {
  return {
    'GET /api/v1/applications': ({ caller, query }) => listApplications(tools, caller, query),
    'POST /api/v1/applications': async ({ caller, database, target, body: { name } }) =>
      showApplication(
        { ...tools, database },
        caller,
        await createApplication(database, caller.account, { name, tenant: target.name }),
      ),
    'GET /api/v1/applications/:name': ({ caller, target }) => showApplication(tools, caller, target),
    'DELETE /api/v1/applications/:name': async ({ caller, database, target, dryRun }) => {
      const removeObjects = await deleteApplication({ ...tools, database, dryRun }, target, caller.account)
      return new AfterCommit(removeObjects, async () => {})
    },
    'GET /internal/repositories': async ({ database }) => ({
      items: (
        await database.selectFrom('application').select(['name', 'tenant', 'created_at']).execute()
      ).map(({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() })),
    }),
  } satisfies GuardedHandlers<typeof applicationContract>
}
