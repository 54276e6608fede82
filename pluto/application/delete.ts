/** Deletes an application: its objects in every environment, then its rows. Safe to repeat, as rows are deleted last. */
import { objectPath } from '@opads/kernel/kube'
import { said } from '@opads/kernel/message'
import { namespaceOf } from '../environment/names.ts'
import { addEvent } from '../event/rows.ts'
import type { Database } from '../store/database.ts'
import type { PlutoTools } from '../tools.ts'

const kinds = [
  ['networking.k8s.io/v1', 'Ingress'],
  ['v1', 'Service'],
  ['apps/v1', 'Deployment'],
  ['v1', 'Secret'],
] as const

/**
 * Runs in a transaction. Returns what must be done after its commit: a worker may have applied objects meanwhile; from the commit on it
 * finds no rows. The rows of runs are locked only after the cluster has answered: all workers wait for a locked one.
 */
export async function deleteApplication(
  {
    database,
    kube,
    dryRun,
  }: Pick<PlutoTools, 'kube'> & { readonly database: Database; readonly dryRun: boolean },
  { name, tenant }: { readonly name: string; readonly tenant: string },
  by: string,
): Promise<() => Promise<void>> {
  const environments = await database.selectFrom('environment').select('name').execute()
  const removeObjects = async () => {
    for (const environment of environments)
      for (const [apiVersion, kind] of kinds)
        await kube.remove(
          objectPath({
            apiVersion,
            kind,
            metadata: { name, namespace: namespaceOf(tenant, environment.name) },
          }),
        )
  }
  if (!dryRun) await removeObjects() // the cluster cannot undo it
  await database.deleteFrom('application').where('name', '=', name).execute()
  const message = said('application.deleted', { by, application: name, tenant })
  await addEvent(database, { by, kind: 'application.deleted', message })
  return removeObjects
}
