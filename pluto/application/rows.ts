/** Rows of applications: found (with a check of access) and made. */
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import type { Selectable } from 'kysely'
import { addEvent } from '../event/rows.ts'
import { mayUse } from '../gate/may-use.ts'
import type { Database, Tables } from '../store/database.ts'
import { requireTenants } from '../tenant/rows.ts'

export type ApplicationRow = Selectable<Tables['application']>

/** @throws Problem `application.unknown`, also for what another tenant owns */
export async function ownedApplication(
  database: Database,
  name: string,
  caller: Caller,
): Promise<ApplicationRow> {
  const row = await database.selectFrom('application').selectAll().where('name', '=', name).executeTakeFirst()
  if (!row || !mayUse(caller, row.tenant)) throw new Problem('application.unknown', { application: name })
  return row
}

/** @throws Problem `application.exists`, `tenant.unknown` (also for a tenant that the caller is not in) */
export async function createApplication(
  database: Database,
  caller: Caller,
  { name, tenant }: { readonly name: string; readonly tenant: string },
): Promise<ApplicationRow> {
  if (!mayUse(caller, tenant)) throw new Problem('tenant.unknown', { tenant })
  await requireTenants(database, [tenant])
  return database.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('application')
      .values({ name, tenant, created_by: caller.account })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Problem('application.exists', { application: name })
    await addEvent(tx, {
      application: name,
      by: caller.account,
      kind: 'application.created',
      text: `${name} was created`,
    })
    return row
  })
}
