/** Passwords: hashed with argon2id, verified and changed. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Problem } from '@opads/kernel/problem'
import type { Caller } from '@opads/serve/route'
import { callerFrom, type RightsRow, rolesColumn } from '../member/rights.ts'
import type { Database } from '../store/database.ts'
import { type Attempts, attempts } from './attempts.ts'

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

/** Verified for an unknown account, so that response times do not reveal names. */
const decoy = hashPassword(randomBytes(16).toString('hex'))

const tries = attempts(Date.now)

type Given = { readonly account: string; readonly password: string; readonly address: string }

/** @param given.address the client's, see `serve/address.ts` @throws Problem `account.wrong-password`, `account.too-many-attempts` */
export async function checkPassword(
  database: Database,
  { account, password, address }: Given,
): Promise<Caller> {
  const find = () =>
    database
      .selectFrom('account')
      .selectAll()
      .select(rolesColumn.as('roles'))
      .where('name', '=', account)
      .executeTakeFirst()
  return passwordChecked({ account, password, address }, tries, find)
}

/** @param find the account's row; called once the attempt is counted */
export async function passwordChecked(
  { account, password, address }: Given,
  tries: Attempts,
  find: () => Promise<(RightsRow & { readonly password_hash: string | null }) | undefined>,
): Promise<Caller> {
  tries.begin(account, address)
  const row = await find()
  const isRight = await isPassword(password, row?.password_hash ?? (await decoy))
  if (!row?.password_hash || !isRight) throw new Problem('account.wrong-password')
  tries.passed(account, address)
  return callerFrom(row)
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
