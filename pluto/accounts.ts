/** Accounts: who may sign in. Passwords are stored as argon2id hashes. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import type { Transaction } from 'kysely'
import { attempts } from './attempts.ts'
import type { Database, Tables } from './store/database.ts'
import { requireTenants } from './tenant/rows.ts'
import { operator } from './token/rows.ts'

const derive = promisify(argon2)
const cost = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const // OWASP's second choice: 19 MiB, 2 passes

export async function hashPassword(password: string, nonce: Buffer = randomBytes(16)): Promise<string> {
  const tag = await derive('argon2id', { message: password, nonce, ...cost })
  return `${nonce.toString('base64')}$${Buffer.from(tag).toString('base64')}`
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [nonce, tag] = hash.split('$').map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer]
  const made = await derive('argon2id', { message: password, nonce, ...cost })
  return timingSafeEqual(Buffer.from(made), tag)
}

/** Verified for an unknown account, so that response times do not reveal names. */
const decoy = hashPassword(randomBytes(16).toString('hex'))

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

const tries = attempts(Date.now)

type Given = { readonly account: string; readonly password: string; readonly address: string }

/** @param given.address the client's, see `serve/address.ts` @throws Problem `account.wrong-password`, `account.too-many-attempts` */
export async function checkPassword(
  database: Database,
  { account, password, address }: Given,
): Promise<Caller> {
  tries.begin(account, address)
  const row = await database.selectFrom('account').selectAll().where('name', '=', account).executeTakeFirst()
  const isRight = await isPassword(password, row?.password_hash ?? (await decoy))
  if (!row?.password_hash || !isRight) throw new Problem('account.wrong-password')
  tries.passed(account, address)
  return { account, isAdmin: row.is_admin, tenants: row.tenants, mustChange: row.must_change }
}

/** @throws Problem `account.wrong-password`, `account.too-many-attempts` */
export async function changePassword(
  database: Database,
  {
    current,
    password,
    ...who
  }: Omit<Given, 'password'> & { readonly current: string; readonly password: string },
): Promise<void> {
  await checkPassword(database, { ...who, password: current })
  const password_hash = await hashPassword(password)
  await database
    .updateTable('account')
    .set({ password_hash, must_change: false })
    .where('name', '=', who.account)
    .execute()
}

const viewOf = (row: {
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
  return { items: rows.map(viewOf) }
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
  return { ...viewOf(row), password }
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
    return viewOf(row)
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
function requirePerson(name: string): void {
  if (name === operator) throw new Problem('account.platform', { account: name })
}

/**
 * An administrator with a password must remain, and one who has signed in before if there is one. Locks the rows, so that two
 * administrators who delete each other are serialised. @throws Problem `account.last-admin`
 */
async function requireOtherAdmin(tx: Transaction<Tables>, name: string): Promise<void> {
  const admins = await tx
    .selectFrom('account')
    .select(['name', 'must_change'])
    .where('is_admin', '=', true)
    .where('password_hash', 'is not', null)
    .orderBy('name')
    .forUpdate()
    .execute()
  const leaving = admins.find((one) => one.name === name)
  if (!leaving) return
  const staying = admins.filter((one) => one !== leaving)
  if (staying.length === 0 || !(leaving.must_change || staying.some((one) => !one.must_change)))
    throw new Problem('account.last-admin', { account: name })
}
