/** Accounts: who may sign in. */
import { randomBytes } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import type { Transaction } from 'kysely'
import type { Database, Tables } from '../store/database.ts'
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
      tenants: [],
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const userView = (row: {
  name: string
  is_admin: boolean
  tenants: string[]
  must_change: boolean
  created_at: Date
}) => ({
  name: row.name,
  isAdmin: row.is_admin,
  tenants: row.tenants,
  mustChange: row.must_change,
  createdAt: row.created_at.toISOString(),
})

export async function listUsers(database: Database) {
  const rows = await database
    .selectFrom('account')
    .select(['name', 'is_admin', 'tenants', 'must_change', 'created_at'])
    .orderBy('name')
    .execute()
  return { items: rows.map(userView) }
}

/** @throws Problem `account.exists`, `tenant.unknown` */
export async function makeUser(
  database: Database,
  {
    name,
    isAdmin,
    tenants,
  }: { readonly name: string; readonly isAdmin: boolean; readonly tenants: readonly string[] },
) {
  await requireTenants(database, tenants)
  const password = randomBytes(12).toString('base64url')
  const row = await database
    .insertInto('account')
    .values({
      name,
      password_hash: await hashPassword(password),
      is_admin: isAdmin,
      must_change: true,
      tenants: [...tenants],
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Problem('account.exists', { account: name })
  return { ...userView(row), password }
}

/** The last administrator cannot be demoted. @throws Problem `account.not-there`, `account.last-admin`, `account.platform`, `tenant.unknown` */
export async function changeUser(
  database: Database,
  name: string,
  {
    isAdmin,
    tenants,
  }: { readonly isAdmin?: boolean | undefined; readonly tenants?: readonly string[] | undefined },
) {
  requirePerson(name)
  await requireTenants(database, tenants ?? [])
  return database.transaction().execute(async (tx) => {
    if (isAdmin === false) await requireOtherAdmin(tx, name)
    const row = await tx
      .updateTable('account')
      .set((eb) => ({
        is_admin: isAdmin ?? eb.ref('is_admin'),
        ...(tenants && { tenants: [...tenants] }),
      }))
      .where('name', '=', name)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw new Problem('account.not-there', { account: name })
    return userView(row)
  })
}

/** Refuses to delete the last administrator. @throws Problem `account.not-there`, `account.last-admin`, `account.platform` */
export async function deleteUser(database: Database, name: string): Promise<void> {
  requirePerson(name)
  await database.transaction().execute(async (tx) => {
    await requireOtherAdmin(tx, name)
    const { numDeletedRows } = await tx.deleteFrom('account').where('name', '=', name).executeTakeFirst()
    if (numDeletedRows === 0n) throw new Problem('account.not-there', { account: name })
  })
}

/** The platform's own account must not be changed: `up` uses it. @throws Problem `account.platform` */
export function requirePerson(name: string): void {
  if (name === operator) throw new Problem('account.platform', { account: name })
}

/** Locks the rows, so that two administrators who delete each other are serialised. @throws Problem `account.last-admin` */
async function requireOtherAdmin(tx: Transaction<Tables>, name: string): Promise<void> {
  const admins = await tx
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
