/** Accounts: who may sign in. */
import { randomBytes } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import type { Role } from '@opads/kernel/role'
import { rolesColumn } from '../member/rights.ts'
import type { Database } from '../store/database.ts'
import { requireTenants } from '../tenant/rows.ts'
import { operator } from '../token/rows.ts'
import { hashPassword } from './password.ts'

/** Makes the first administrator, who must change the password when signing in. */
export async function ensureFirstAccount(database: Database, password: string): Promise<void> {
  const known = await database
    .selectFrom('account')
    .select('name')
    .where('password_hash', 'is not', null)
    .executeTakeFirst()
  if (known) return
  await database
    .insertInto('account')
    .values({
      name: 'admin',
      password_hash: await hashPassword(password),
      is_admin: true,
      must_change: true,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const userView = (row: {
  name: string
  is_admin: boolean
  roles: Record<string, Role>
  must_change: boolean
  created_at: Date
}) => ({
  name: row.name,
  isAdmin: row.is_admin,
  tenants: Object.keys(row.roles),
  roles: row.roles,
  mustChange: row.must_change,
  createdAt: row.created_at.toISOString(),
})

const users = (database: Database) =>
  database
    .selectFrom('account')
    .select(['name', 'is_admin', rolesColumn.as('roles'), 'must_change', 'created_at'])

export async function listUsers(database: Database) {
  return { items: (await users(database).orderBy('name').execute()).map(userView) }
}

async function showUser(database: Database, name: string) {
  const row = await users(database).where('name', '=', name).executeTakeFirst()
  if (!row) throw new Problem('account.not-there', { account: name })
  return userView(row)
}

/** Runs in a transaction. @throws Problem `account.exists`, `tenant.unknown` */
export async function makeUser(
  database: Database,
  {
    name,
    isAdmin,
    tenants,
    role,
  }: {
    readonly name: string
    readonly isAdmin: boolean
    readonly tenants: readonly string[]
    readonly role: Role
  },
) {
  await requireTenants(database, tenants)
  const password = randomBytes(12).toString('base64url')
  const row = await database
    .insertInto('account')
    .values({ name, password_hash: await hashPassword(password), is_admin: isAdmin, must_change: true })
    .onConflict((conflict) => conflict.doNothing())
    .returning('name')
    .executeTakeFirst()
  if (!row) throw new Problem('account.exists', { account: name })
  await setTenants(database, name, tenants, role)
  return { ...(await showUser(database, name)), password }
}

/**
 * Runs in a transaction. The last administrator cannot be demoted.
 * @throws Problem `account.not-there`, `account.last-admin`, `account.platform`, `tenant.unknown`
 */
export async function changeUser(
  database: Database,
  name: string,
  {
    isAdmin,
    tenants,
    role = 'admin',
  }: {
    readonly isAdmin?: boolean | undefined
    readonly tenants?: readonly string[] | undefined
    readonly role?: Role | undefined
  },
) {
  requirePerson(name)
  await requireTenants(database, tenants ?? [])
  if (isAdmin === false) await requireOtherAdmin(database, name)
  if (isAdmin !== undefined)
    await database.updateTable('account').set({ is_admin: isAdmin }).where('name', '=', name).execute()
  if (tenants) await setTenants(database, name, tenants, role)
  return showUser(database, name)
}

/** In tenants that it is not in yet it gets the role, in the others it keeps its own. */
async function setTenants(
  database: Database,
  account: string,
  tenants: readonly string[],
  role: Role,
): Promise<void> {
  let gone = database.deleteFrom('member').where('account', '=', account)
  if (tenants.length > 0) gone = gone.where('tenant', 'not in', [...tenants])
  await gone.execute()
  if (tenants.length === 0) return
  await database
    .insertInto('member')
    .values(tenants.map((tenant) => ({ tenant, account, role })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Runs in a transaction. Refuses to delete the last administrator. @throws Problem `account.last-admin`, `account.platform` */
export async function deleteUser(database: Database, name: string): Promise<void> {
  requirePerson(name)
  await requireOtherAdmin(database, name)
  await database.deleteFrom('account').where('name', '=', name).execute()
}

/** The platform's own account must not be changed: `up` uses it. @throws Problem `account.platform` */
export function requirePerson(name: string): void {
  if (name === operator) throw new Problem('account.platform', { account: name })
}

/** Locks the rows, so that two administrators who delete each other are serialised. @throws Problem `account.last-admin` */
async function requireOtherAdmin(database: Database, name: string): Promise<void> {
  const admins = await database
    .selectFrom('account')
    .select(['name', 'must_change'])
    .where('is_admin', '=', true)
    .where('password_hash', 'is not', null)
    .orderBy('name')
    .forUpdate()
    .execute()
  requireStayingAdmin(admins, name)
}

/**
 * An administrator with a password must remain, and one who has signed in before if there is one. Pure.
 * @throws Problem `account.last-admin`
 */
export function requireStayingAdmin(
  admins: readonly { readonly name: string; readonly must_change: boolean }[],
  name: string,
): void {
  const leaving = admins.find((one) => one.name === name)
  if (!leaving) return
  const staying = admins.filter((one) => one !== leaving)
  if (staying.length === 0 || !(leaving.must_change || staying.some((one) => !one.must_change)))
    throw new Problem('account.last-admin', { account: name })
}
