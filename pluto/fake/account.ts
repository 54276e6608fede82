/** Accounts: sign in and out, the own password, accounts for administrators; who a token or a password is. */
import { randomBytes } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import { Reply } from '@opads/serve/route'
import { attempts } from '../account/attempts.ts'
import type { accountContract } from '../account/contract.ts'
import { hashPassword, passwordChecked } from '../account/password.ts'
import { gitPersonOf, meOf } from '../account/routes.ts'
import { requirePerson, requireStayingAdmin, userView } from '../account/rows.ts'
import { refusals } from '../audit/limits.ts'
import { refusedSignIn } from '../audit/sign-in.ts'
import { type Accounts, byName, type RefusedSignIn } from '../gate/authenticate.ts'
import { cookieOf, sessionCookie } from '../gate/cookie.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { callerFrom } from '../member/rights.ts'
import { printable } from '../store/printable.ts'
import { digest } from '../token/rows.ts'
import { recordAct } from './audit.ts'
import { addEvent } from './event.ts'
import { setTenants, withRoles } from './member.ts'
import { said } from './sentences.ts'
import { byText, drop, type Store, storable } from './store.ts'
import { requireTenants } from './target.ts'
import { issueToken } from './token.ts'
import type { FakeTools } from './tools.ts'

export type FakeAccounts = ReturnType<typeof accountsOf>

export function accountsOf(store: Store) {
  const { rows, clock, time } = store
  const tries = attempts(clock.now)
  const limit = refusals(clock.now)
  const refused = async (given: RefusedSignIn) => {
    const omitted = limit(given.address)
    if (omitted === undefined) return
    const known = rows.account.find(({ name }) => name === printable(given.account))?.name
    await recordAct(store, refusedSignIn(given, known, omitted))
  }
  /** Records nothing: a wrong password at its change is recorded as that. */
  const verified: Accounts['checkPassword'] = (given) =>
    passwordChecked(given, tries, async () => {
      const account = rows.account.find(({ name }) => name === storable(given.account))
      return account && withRoles(store, account)
    })
  return {
    verified,
    callerOf: async (text) => {
      const token = rows.token.find(({ hash, expires_at }) => hash === digest(text) && expires_at > time())
      const account = rows.account.find(({ name }) => name === token?.account)
      if (!token || !account) return undefined
      if (token.kind === 'api' && (token.used_at?.getTime() ?? 0) < clock.now() - 60_000)
        token.used_at = time()
      return callerFrom(withRoles(store, account))
    },
    callerByName: async (name) => {
      const account = rows.account.find((row) => row.name === name)
      return account && callerFrom(withRoles(store, account))
    },
    refusedToken: refused,
    checkPassword: (given) =>
      verified(given).catch(async (failure: unknown) => {
        if (failure instanceof Problem) await refused({ ...given, code: failure.code })
        throw failure
      }),
  } satisfies Accounts & { readonly verified: unknown }
}

const sessionDays = 1
const tokenOf = (headers: Headers) =>
  cookieOf(headers) ?? headers.get('authorization')?.replace(/^Bearer /, '')

export const accountRoutes = ({ store, accounts }: FakeTools) => {
  const { rows, clock } = store
  const admins = () => rows.account.filter((row) => row.is_admin && row.password_hash !== null)
  const rowOf = (name: string) => rows.account.find((row) => row.name === name)!
  return {
    'POST /api/v1/sessions': async ({ body, address }) => {
      const who = await accounts.checkPassword({ ...body, address })
      const name = `session ${clock.now()}`
      const token = issueToken(store, { account: who.account, kind: 'session', name, days: sessionDays })
      const cookie = sessionCookie(token, sessionDays * 86_400)
      return new Reply({ ...meOf(who), token }, { 'set-cookie': cookie })
    },
    'DELETE /api/v1/sessions': async ({ headers }) => {
      const hash = digest(tokenOf(headers) ?? '')
      drop(rows.token, (row) => row.hash === hash && row.kind === 'session')
      return new Reply(undefined, { 'set-cookie': sessionCookie('', 0) })
    },
    'GET /api/v1/me': async ({ caller }) => meOf(caller),
    'PUT /api/v1/me/password': async ({ caller: { account }, body, headers, address }) => {
      await accounts.verified({ account, password: body.current, address })
      const password_hash = await hashPassword(body.password)
      Object.assign(rowOf(account), { password_hash, must_change: false })
      const hash = digest(tokenOf(headers) ?? '')
      drop(rows.token, (row) => row.account === account && row.kind === 'session' && row.hash !== hash)
      addEvent(store, said.ownPassword(account))
    },
    'GET /api/v1/users': async () => ({
      items: rows.account.toSorted(byText((row) => row.name)).map((row) => userView(withRoles(store, row))),
    }),
    'POST /api/v1/users': async ({ caller, body: { name, isAdmin, tenants, role } }) => {
      requireTenants(store, tenants)
      const password = randomBytes(12).toString('base64url')
      const password_hash = await hashPassword(password)
      if (rows.account.some((row) => row.name === name))
        throw new Problem('account.exists', { account: name })
      const row = {
        name,
        password_hash,
        is_admin: isAdmin,
        must_change: true,
        created_at: store.time(),
      }
      rows.account.push(row)
      setTenants(store, name, tenants, role)
      addEvent(store, said.accountMade(caller.account, name))
      return { ...userView(withRoles(store, row)), password }
    },
    'PUT /api/v1/users/:name': async ({ caller, target: { name }, body, note }) => {
      note(body)
      const { isAdmin, tenants, role = 'admin' } = body
      requirePerson(name)
      requireTenants(store, tenants ?? [])
      if (isAdmin === false) requireStayingAdmin(admins(), name)
      const row = rowOf(name)
      row.is_admin = isAdmin ?? row.is_admin
      if (tenants) setTenants(store, name, tenants, role)
      const changed = userView(withRoles(store, row))
      addEvent(store, said.accountChanged(caller.account, changed))
      return changed
    },
    'DELETE /api/v1/users/:name': async ({ caller, target: { name } }) => {
      requirePerson(name)
      requireStayingAdmin(admins(), name)
      drop(rows.account, (row) => row.name === name)
      drop(rows.token, (row) => row.account === name)
      drop(rows.member, (row) => row.account === name)
      addEvent(store, said.accountDeleted(caller.account, name))
    },
    'POST /internal/authenticate': async ({ body, address }) => {
      const caller = await byName(accounts, { ...body, address: body.address || address })
      if (!caller) throw new Problem('account.wrong-password')
      if (caller.mustChange) throw new Problem('account.must-change')
      return gitPersonOf(caller)
    },
  } satisfies GuardedHandlers<typeof accountContract, Store>
}
