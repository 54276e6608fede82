/** Accounts, sessions and tokens. Passwords as argon2id; of a token only its digest is kept. */
import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import type { Database } from './database.ts'

const derive = promisify(argon2)
const cost = { parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 } as const // OWASP's second choice: 19 MiB, 2 passes

export async function hashPassword(password: string, nonce: Buffer = randomBytes(16)): Promise<string> {
  const tag = await derive('argon2id', { message: password, nonce, ...cost })
  return `${nonce.toString('base64')}$${Buffer.from(tag).toString('base64')}`
}

async function isPassword(password: string, hash: string): Promise<boolean> {
  const [nonce, tag] = hash.split('$').map((part) => Buffer.from(part, 'base64')) as [Buffer, Buffer]
  const made = await derive('argon2id', { message: password, nonce, ...cost })
  return timingSafeEqual(Buffer.from(made), tag)
}

const digest = (token: string) => createHash('sha256').update(token).digest('hex')
/** Checked when the name is not known, so that the time tells nothing. */
const decoy = hashPassword(randomBytes(16).toString('hex'))

export async function ensureFirstAccount(database: Database, password: string): Promise<void> {
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

/** @throws Problem `account.wrong-password` */
export async function checkPassword(
  database: Database,
  account: string,
  password: string,
): Promise<Caller & { mustChange: boolean }> {
  const row = await database.selectFrom('account').selectAll().where('name', '=', account).executeTakeFirst()
  const isRight = await isPassword(password, row?.password_hash ?? (await decoy))
  if (!row || !isRight) throw new Problem('account.wrong-password')
  return { account, isAdmin: row.is_admin, tenants: row.tenants, mustChange: row.must_change }
}

/** Answers the token; it is shown this once. */
export async function issueToken(
  database: Database,
  { account, kind, name, days }: { account: string; kind: 'session' | 'api'; name: string; days: number },
): Promise<string> {
  const token = `opads_${randomBytes(32).toString('base64url')}`
  const expires_at = new Date(Date.now() + days * 86_400_000)
  await database
    .insertInto('token')
    .values({ hash: digest(token), account, kind, name, expires_at })
    .execute()
  return token
}

export async function callerOf(database: Database, token: string): Promise<Caller | undefined> {
  const row = await database
    .selectFrom('token')
    .innerJoin('account', 'account.name', 'token.account')
    .select(['account.name', 'account.is_admin', 'account.tenants'])
    .where('token.hash', '=', digest(token))
    .where('token.expires_at', '>', new Date())
    .executeTakeFirst()
  return row && { account: row.name, isAdmin: row.is_admin, tenants: row.tenants }
}

export async function changePassword(database: Database, account: string, password: string): Promise<void> {
  await database
    .updateTable('account')
    .set({ password_hash: await hashPassword(password), must_change: false })
    .where('name', '=', account)
    .execute()
}

export async function signOut(database: Database, token: string): Promise<void> {
  await database.deleteFrom('token').where('hash', '=', digest(token)).execute()
}
