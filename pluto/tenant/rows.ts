/** Tenants: who owns applications. */
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import { sees } from '../gate/roles.ts'
import type { Database } from '../store/database.ts'

/** @throws Problem `tenant.unknown` for the first that does not exist */
export async function requireTenants(database: Database, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const rows = await database
    .selectFrom('tenant')
    .select('name')
    .where('name', 'in', [...names])
    .execute()
  const known = new Set(rows.map((row) => row.name))
  const missing = names.find((name) => !known.has(name))
  if (missing !== undefined) throw new Problem('tenant.unknown', { tenant: missing })
}

export async function listTenants(database: Database, caller: Caller) {
  const rows = await database
    .selectFrom('tenant')
    .select((eb) => [
      'name',
      'created_at',
      eb
        .selectFrom('application')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('application.tenant', '=', 'tenant.name')
        .as('applications'),
      eb
        .selectFrom('member')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('member.tenant', '=', 'tenant.name')
        .as('users'),
    ])
    .orderBy('name')
    .execute()
  return {
    items: rows
      .filter((row) => sees(caller, row.name))
      .map((row) => ({
        name: row.name,
        applications: Number(row.applications ?? 0),
        users: Number(row.users ?? 0),
        createdAt: row.created_at.toISOString(),
      })),
  }
}

/** @throws Problem `tenant.exists`; `tenant.being-deleted`: one of this name was deleted, and its namespaces are not gone yet */
export async function makeTenant(database: Database, name: string) {
  const gone = await database
    .selectFrom('tenant_gone')
    .select('name')
    .where('name', '=', name)
    .executeTakeFirst()
  if (gone) throw new Problem('tenant.being-deleted', { tenant: name })
  const row = await database
    .insertInto('tenant')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .returning('created_at')
    .executeTakeFirst()
  if (!row) throw new Problem('tenant.exists', { tenant: name })
  return { name, applications: 0, users: 0, createdAt: row.created_at.toISOString() }
}

/** Runs in a transaction; after it `namespaces.ts` deletes its namespaces. @throws Problem `tenant.not-empty` */
export async function deleteTenant(database: Database, name: string): Promise<void> {
  const owned = await database.selectFrom('application').select('name').where('tenant', '=', name).execute()
  if (owned.length > 0)
    throw new Problem('tenant.not-empty', {
      tenant: name,
      applications: owned.map((row) => row.name).join(', '),
    })
  await database.deleteFrom('member').where('tenant', '=', name).execute()
  await database.deleteFrom('tenant').where('name', '=', name).execute()
  await database
    .insertInto('tenant_gone')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
