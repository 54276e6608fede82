/** Identifies the caller: a service of the cloud, a token, a name with password or token, or a browser with our cookie. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Secret } from '@opads/kernel/secret'
import { isFromGateway } from '@opads/serve/address'
import type { Authenticate } from '@opads/serve/admit'
import type { Caller } from '@opads/serve/route'
import { cookieOf, isOwnPage } from './cookie.ts'

export type RefusedSignIn = { readonly account: string; readonly address: string; readonly code: string }
/** How accounts are found: in PostgreSQL (`account/accounts.ts`), or in memory (`fake/`). */
export type Accounts = {
  readonly callerByName: (account: string) => Promise<Caller | undefined>
  readonly callerOf: (token: string) => Promise<Caller | undefined>
  /** @throws Problem `account.wrong-password`, `account.too-many-attempts` */
  readonly checkPassword: (given: Pair & { readonly address: string }) => Promise<Caller>
  /** A token was refused: keeps that for the audit log. `account`: as it was typed, may be empty. */
  readonly refusedToken: (given: RefusedSignIn) => Promise<void>
}

/** What a service proves itself with; it may have several. */
type Credential = { readonly service: string; readonly secret: Secret }

export function authenticate(accounts: Accounts, credentials: readonly Credential[]): Authenticate {
  const serviceOf = serviceBy(credentials)
  return async (request, address) => {
    const [scheme, value = ''] = authorization(request.headers)
    if (scheme === 'Bearer') {
      // Services call from inside. From outside their secrets are tokens that nobody has.
      const service = isFromGateway(request.headers) ? undefined : serviceOf(value)
      return service === undefined ? byToken(accounts, value, address) : { service }
    }
    if (scheme === 'Basic') return byName(accounts, { ...pairOf(value), address })
    const cookie = cookieOf(request.headers)
    return cookie !== undefined && isOwnPage(request) ? accounts.callerOf(cookie) : undefined
  }
}

/** Compares with each credential in constant time. */
function serviceBy(credentials: readonly Credential[]): (token: string) => string | undefined {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const known = credentials.map(({ service, secret }) => ({ service, secret: digest(secret.reveal()) }))
  return (token) => {
    const given = digest(token)
    return known.filter(({ secret }) => timingSafeEqual(given, secret)).at(0)?.service
  }
}

/** Records a token that is not ours. A cookie's is not recorded: sessions of open pages end every day. */
async function byToken(accounts: Accounts, token: string, address: string) {
  const caller = await accounts.callerOf(token)
  if (!caller) await accounts.refusedToken({ account: '', address, code: 'account.unknown' })
  return caller
}

/** Accepts a token as the password, for git and scripts. @throws Problem `account.wrong-password`, `account.too-many-attempts` */
export async function byName(accounts: Accounts, given: Pair & { readonly address: string }) {
  const { account, password, address } = given
  if (account.includes('\0')) return undefined // PostgreSQL cannot store it
  if (!password.startsWith('opads_')) return accounts.checkPassword(given)
  const caller = await accounts.callerOf(password)
  if (caller?.account === account) return caller
  await accounts.refusedToken({ account, address, code: 'account.wrong-password' })
  return undefined
}

/**
 * The caller of a request that was authenticated before, with the rights of now; `undefined` when the token, the session or the account
 * is gone. A password is not verified again.
 */
export function callerNow(
  accounts: Accounts,
  headers: Headers,
  { account }: Caller,
): Promise<Caller | undefined> {
  const [scheme, value = ''] = authorization(headers)
  const password = scheme === 'Basic' ? pairOf(value).password : undefined
  const token = password ?? (scheme === 'Bearer' ? value : cookieOf(headers))
  const isToken = token !== undefined && (password === undefined || token.startsWith('opads_'))
  return isToken ? accounts.callerOf(token) : accounts.callerByName(account)
}

const authorization = (headers: Headers) => (headers.get('authorization') ?? '').split(' ')

type Pair = { readonly account: string; readonly password: string }
function pairOf(value: string): Pair {
  const text = Buffer.from(value, 'base64').toString()
  const at = text.indexOf(':')
  return { account: text.slice(0, at), password: text.slice(at + 1) }
}
