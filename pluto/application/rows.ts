/** Rows of applications. */
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Selectable } from 'kysely'
import { addEvent } from '../event/rows.ts'
import type { Database, Tables } from '../store/database.ts'

export type ApplicationRow = Selectable<Tables['application']>

/** @throws Problem `application.exists` */
export async function createApplication(
  database: Database,
  by: string,
  { name, tenant }: { readonly name: string; readonly tenant: string },
): Promise<ApplicationRow> {
  const row = await database
    .insertInto('application')
    .values({ name, tenant, created_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Problem('application.exists', { application: name })
  const message = said('application.created', { by, application: name })
  await addEvent(database, { application: name, by, kind: 'application.created', message })
  return row
}
