/** Who calls: another process of the cloud, a token, a name with password or token, or a browser with our cookie. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '@opads/kernel/secret'
import type { Authenticate } from '@opads/serve/admit'
import { checkPassword } from './accounts.ts'
import { cookieOf, isOwnPage } from './cookie.ts'
import type { Database } from './database.ts'
import { callerOf } from './tokens.ts'

export function authenticate(database: Database, internal: Secret): Authenticate {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const isInternal = (token: string) => timingSafeEqual(digest(token), digest(internal.reveal()))
  return async (request) => {
    const [scheme, value = ''] = (request.headers.get('authorization') ?? '').split(' ')
    if (scheme === 'Bearer') return isInternal(value) ? 'internal' : callerOf(database, value)
    if (scheme === 'Basic') return byName(database, ...pairOf(value))
    const cookie = cookieOf(request.headers)
    return cookie !== undefined && isOwnPage(request) ? callerOf(database, cookie) : undefined
  }
}

/** A token may stand for the password, as git and scripts want it. @throws Problem `account.wrong-password` */
export async function byName(database: Database, name: string, secret: string) {
  if (name.includes('\0')) return undefined // PostgreSQL has no such text
  if (!secret.startsWith('opads_')) return checkPassword(database, name, secret)
  const caller = await callerOf(database, secret)
  return caller?.account === name ? caller : undefined
}

function pairOf(value: string): [name: string, secret: string] {
  const text = Buffer.from(value, 'base64').toString()
  const at = text.indexOf(':')
  return [text.slice(0, at), text.slice(at + 1)]
}
