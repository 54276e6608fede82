/** Tokens: sessions of browsers and API tokens of people and robots. Only a token's digest is stored. */
import { createHash, randomBytes } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import type { Selectable } from 'kysely'
import { callerFrom, rolesColumn } from '../member/rights.ts'
import type { Database, Tables } from '../store/database.ts'

export const digest = (token: string) => createHash('sha256').update(token).digest('hex')
const day = 86_400_000

type NewToken = {
  readonly account: string
  readonly kind: 'session' | 'api'
  readonly name: string
  readonly days: number
}

/** Returns the token, which is shown only once. @throws Problem `token.exists` */
export async function issueToken(
  database: Database,
  { account, kind, name, days }: NewToken,
): Promise<string> {
  const token = `opads_${randomBytes(32).toString('base64url')}`
  const expires_at = new Date(Date.now() + days * day)
  // The name of an expired one is free again.
  await database
    .deleteFrom('token')
    .where('account', '=', account)
    .where('kind', '=', kind)
    .where('name', '=', name)
    .where('expires_at', '<', new Date())
    .execute()
  const made = await database
    .insertInto('token')
    .values({ hash: digest(token), account, kind, name, expires_at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .executeTakeFirst()
  if (!made) throw new Problem('token.exists', { token: name })
  return token
}

export const operator = 'operator'

/** The platform's own account: `up` calls the API with its token, which is in the cloud's folder. */
export async function ensureOperator(database: Database, token: string): Promise<void> {
  await database
    .insertInto('account')
    .values({ name: operator, password_hash: null, is_admin: true, must_change: false })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const expires_at = new Date(Date.now() + 3650 * day)
  await database
    .insertInto('token')
    .values({ hash: digest(token), account: operator, kind: 'session', name: 'cloud folder', expires_at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function callerOf(database: Database, token: string): Promise<Caller | undefined> {
  const row = await database
    .selectFrom('token')
    .innerJoin('account', 'account.name', 'token.account')
    .select([
      'account.name',
      'account.is_admin',
      'account.must_change',
      rolesColumn.as('roles'),
      'token.kind',
      'token.used_at',
    ])
    .where('token.hash', '=', digest(token))
    .where('token.expires_at', '>', new Date())
    .executeTakeFirst()
  if (!row) return undefined
  if (row.kind === 'api' && (row.used_at?.getTime() ?? 0) < Date.now() - 60_000)
    await database
      .updateTable('token')
      .set({ used_at: new Date() })
      .where('hash', '=', digest(token))
      .execute()
  return callerFrom(row)
}

export async function listTokens(database: Database, account: string) {
  const rows = await database
    .selectFrom('token')
    .select(['name', 'created_at', 'expires_at', 'used_at'])
    .where('account', '=', account)
    .where('kind', '=', 'api')
    .orderBy('name')
    .execute()
  return {
    items: rows.map(tokenView),
  }
}

export const tokenView = (
  row: Pick<Selectable<Tables['token']>, 'name' | 'created_at' | 'expires_at' | 'used_at'>,
) => ({
  name: row.name,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.used_at?.toISOString() ?? null,
})

/** @throws Problem `token.unknown` */
export async function deleteToken(database: Database, account: string, name: string): Promise<void> {
  const { numDeletedRows } = await database
    .deleteFrom('token')
    .where('account', '=', account)
    .where('kind', '=', 'api')
    .where('name', '=', name)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw new Problem('token.unknown', { token: name })
}

/** After a password change: ends the account's other sessions. API tokens stay, they are deleted one by one. */
export async function endOtherSessions(
  database: Database,
  account: string,
  token: string | undefined,
): Promise<void> {
  await database
    .deleteFrom('token')
    .where('account', '=', account)
    .where('kind', '=', 'session')
    .where('hash', '!=', digest(token ?? ''))
    .execute()
}

export async function signOut(database: Database, token: string): Promise<void> {
  await database.deleteFrom('token').where('hash', '=', digest(token)).where('kind', '=', 'session').execute()
}
