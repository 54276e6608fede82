/** Identifies the caller: another process of the cloud, a token, a name with password or token, or a browser with our cookie. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '@opads/kernel/secret'
import type { Authenticate } from '@opads/serve/admit'
import { checkPassword } from '../account/password.ts'
import type { Database } from '../store/database.ts'
import { callerOf } from '../token/rows.ts'
import { cookieOf, isOwnPage } from './cookie.ts'

export function authenticate(database: Database, internal: Secret): Authenticate {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const isInternal = (token: string) => timingSafeEqual(digest(token), digest(internal.reveal()))
  return async (request, address) => {
    const [scheme, value = ''] = (request.headers.get('authorization') ?? '').split(' ')
    if (scheme === 'Bearer') return isInternal(value) ? 'internal' : callerOf(database, value)
    if (scheme === 'Basic') return byName(database, { ...pairOf(value), address })
    const cookie = cookieOf(request.headers)
    return cookie !== undefined && isOwnPage(request) ? callerOf(database, cookie) : undefined
  }
}

/** Accepts a token as the password, for git and scripts. @throws Problem `account.wrong-password`, `account.too-many-attempts` */
export async function byName(database: Database, given: Pair & { readonly address: string }) {
  const { account, password } = given
  if (account.includes('\0')) return undefined // PostgreSQL cannot store it
  if (!password.startsWith('opads_')) return checkPassword(database, given)
  const caller = await callerOf(database, password)
  return caller?.account === account ? caller : undefined
}

type Pair = { readonly account: string; readonly password: string }
function pairOf(value: string): Pair {
  const text = Buffer.from(value, 'base64').toString()
  const at = text.indexOf(':')
  return { account: text.slice(0, at), password: text.slice(at + 1) }
}
