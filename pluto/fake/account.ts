/** Accounts: sign in and out, the own password, accounts for administrators; who a token or a password is. */
import { randomBytes } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import { type Handlers, Reply } from '@opads/serve/route'
import { attempts } from '../account/attempts.ts'
import type { accountContract } from '../account/contract.ts'
import { hashPassword, passwordChecked } from '../account/password.ts'
import { requirePerson, requireStayingAdmin, userView } from '../account/rows.ts'
import { type Accounts, byName } from '../gate/authenticate.ts'
import { cookieOf, sessionCookie } from '../gate/cookie.ts'
import { digest } from '../token/rows.ts'
import { addEvent } from './event.ts'
import { said } from './sentences.ts'
import { byText, drop, type Store, storable } from './store.ts'
import { accountOf, requireTenants } from './target.ts'
import { issueToken } from './token.ts'
import type { FakeTools } from './tools.ts'

export function accountsOf({ rows, clock, time }: Store): Accounts {
  const tries = attempts(clock.now)
  return {
    callerOf: async (text) => {
      const token = rows.token.find(({ hash, expires_at }) => hash === digest(text) && expires_at > time())
      const account = rows.account.find(({ name }) => name === token?.account)
      if (!token || !account) return undefined
      if (token.kind === 'api' && (token.used_at?.getTime() ?? 0) < clock.now() - 60_000)
        token.used_at = time()
      const { name, is_admin, tenants, must_change } = account
      return { account: name, isAdmin: is_admin, tenants, mustChange: must_change }
    },
    checkPassword: (given) =>
      passwordChecked(given, tries, async () =>
        rows.account.find(({ name }) => name === storable(given.account)),
      ),
  }
}

const sessionDays = 1
const tokenOf = (headers: Headers) =>
  cookieOf(headers) ?? headers.get('authorization')?.replace(/^Bearer /, '')

export const accountRoutes = ({ store, accounts }: FakeTools) => {
  const { rows, clock } = store
  const admins = () => rows.account.filter((row) => row.is_admin && row.password_hash !== null)
  return {
    'POST /api/v1/sessions': async ({ body, address }) => {
      const who = await accounts.checkPassword({ ...body, address })
      const name = `session ${clock.now()}`
      const token = issueToken(store, { account: who.account, kind: 'session', name, days: sessionDays })
      const cookie = sessionCookie(token, sessionDays * 86_400)
      return new Reply({ ...who, tenants: [...who.tenants], token }, { 'set-cookie': cookie })
    },
    'DELETE /api/v1/sessions': async ({ headers }) => {
      const hash = digest(tokenOf(headers) ?? '')
      drop(rows.token, (row) => row.hash === hash && row.kind === 'session')
      return new Reply(undefined, { 'set-cookie': sessionCookie('', 0) })
    },
    'GET /api/v1/me': async ({ caller }) => ({ ...caller, tenants: [...caller.tenants] }),
    'PUT /api/v1/me/password': async ({ caller: { account }, body, headers, address }) => {
      await accounts.checkPassword({ account, password: body.current, address })
      const password_hash = await hashPassword(body.password)
      Object.assign(accountOf(store, account), { password_hash, must_change: false })
      const hash = digest(tokenOf(headers) ?? '')
      drop(rows.token, (row) => row.account === account && row.kind === 'session' && row.hash !== hash)
      addEvent(store, said.ownPassword(account))
    },
    'GET /api/v1/users': async () => ({
      items: rows.account.toSorted(byText((row) => row.name)).map(userView),
    }),
    'POST /api/v1/users': async ({ caller, body: { name, isAdmin, tenants } }) => {
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
        tenants,
        created_at: store.time(),
      }
      rows.account.push(row)
      addEvent(store, said.accountMade(caller.account, name))
      return { ...userView(row), password }
    },
    'PUT /api/v1/users/:name': async ({ caller, params: { name }, body: { isAdmin, tenants } }) => {
      requirePerson(name)
      requireTenants(store, tenants ?? [])
      if (isAdmin === false) requireStayingAdmin(admins(), name)
      const row = accountOf(store, name)
      Object.assign(row, { is_admin: isAdmin ?? row.is_admin, tenants: tenants ?? row.tenants })
      addEvent(store, said.accountChanged(caller.account, row))
      return userView(row)
    },
    'DELETE /api/v1/users/:name': async ({ caller, params: { name } }) => {
      requirePerson(name)
      requireStayingAdmin(admins(), name)
      accountOf(store, name)
      drop(rows.account, (row) => row.name === name)
      drop(rows.token, (row) => row.account === name)
      addEvent(store, said.accountDeleted(caller.account, name))
    },
    'POST /internal/authenticate': async ({ body, address }) => {
      const caller = await byName(accounts, { ...body, address: body.address || address })
      if (!caller) throw new Problem('account.wrong-password')
      if (caller.mustChange) throw new Problem('account.must-change')
      return { ...caller, tenants: [...caller.tenants] }
    },
  } satisfies Handlers<typeof accountContract>
}
