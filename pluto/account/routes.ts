/** Routes of accounts: sign in and out, the own password, accounts for administrators; authentication of git clients. */
import { type Message, said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { type Caller, Reply } from '@opads/serve/route'
import { addEvent } from '../event/rows.ts'
import { byName } from '../gate/authenticate.ts'
import { cookieOf, sessionCookie } from '../gate/cookie.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { may, nowhere } from '../gate/roles.ts'
import type { Database } from '../store/database.ts'
import { endOtherSessions, issueToken, signOut } from '../token/rows.ts'
import { accountsOf } from './accounts.ts'
import type { accountContract } from './contract.ts'
import { changePassword } from './password.ts'
import { changeUser, deleteUser, listUsers, makeUser } from './rows.ts'

const sessionDays = 1
const tokenOf = (headers: Headers) =>
  cookieOf(headers) ?? headers.get('authorization')?.replace(/^Bearer /, '')

export const meOf = ({ account, isAdmin, roles, mustChange }: Caller) => ({
  account,
  isAdmin,
  tenants: Object.keys(roles),
  roles,
  mustChange,
})

export function gitPersonOf(caller: Caller) {
  const me = meOf(caller)
  const mayPush = (tenant: string) => may(caller, 'application.push', { ...nowhere, tenant }).allowed
  return { ...me, pushes: me.tenants.filter(mayPush) }
}

export const accountRoutes = () => {
  const note = (database: Database, by: string, kind: string, message: Message) =>
    addEvent(database, { by, kind, message })
  return {
    'POST /api/v1/sessions': async ({ database, body, address }) => {
      const who = await accountsOf(database).checkPassword({ ...body, address })
      const { account } = who
      const name = `session ${Date.now()}`
      const token = await issueToken(database, { account, kind: 'session', name, days: sessionDays })
      return new Reply({ ...meOf(who), token }, { 'set-cookie': sessionCookie(token, sessionDays * 86_400) })
    },
    'DELETE /api/v1/sessions': async ({ database, headers }) => {
      const token = tokenOf(headers)
      if (token) await signOut(database, token)
      return new Reply(undefined, { 'set-cookie': sessionCookie('', 0) })
    },
    'GET /api/v1/me': async ({ caller }) => meOf(caller),
    'PUT /api/v1/me/password': async ({ database, caller, body, headers, address }) => {
      await changePassword(database, { ...body, account: caller.account, address })
      await endOtherSessions(database, caller.account, tokenOf(headers))
      await note(
        database,
        caller.account,
        'account.password',
        said('account.password-changed', { by: caller.account }),
      )
    },
    'GET /api/v1/users': ({ database }) => listUsers(database),
    'POST /api/v1/users': async ({ database, caller, body }) => {
      const made = await makeUser(database, body)
      await note(database, caller.account, 'account.created', said('account.created', { account: body.name }))
      return made
    },
    'PUT /api/v1/users/:name': async ({ database, caller, target: { name }, body, note: fact }) => {
      fact(body)
      const changed = await changeUser(database, name, body)
      await note(
        database,
        caller.account,
        'account.changed',
        said('account.changed', {
          account: name,
          tenants: changed.isAdmin ? said('account.all-tenants') : changed.tenants,
        }),
      )
      return changed
    },
    'DELETE /api/v1/users/:name': async ({ database, caller, target: { name } }) => {
      await deleteUser(database, name)
      await note(database, caller.account, 'account.deleted', said('account.deleted', { account: name }))
    },
    'POST /internal/authenticate': async ({ database, body, address }) => {
      const caller = await byName(accountsOf(database), { ...body, address: body.address || address })
      if (!caller) throw new Problem('account.wrong-password')
      if (caller.mustChange) throw new Problem('account.must-change')
      return gitPersonOf(caller)
    },
  } satisfies GuardedHandlers<typeof accountContract>
}
