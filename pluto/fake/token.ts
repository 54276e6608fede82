/** API tokens of the caller, and sessions. */
import { randomBytes } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { tokenContract } from '../token/contract.ts'
import { digest, tokenView } from '../token/rows.ts'
import { byText, drop, type Row, type Store, storable } from './store.ts'
import type { FakeTools } from './tools.ts'

type NewToken = Pick<Row<'token'>, 'account' | 'kind' | 'name'> & { readonly days: number }

/** @throws Problem `token.exists` */
export function issueToken({ rows, time, clock }: Store, { account, kind, name, days }: NewToken): string {
  const isOfName = (row: Row<'token'>) => row.kind === 'api' && row.account === account && row.name === name
  drop(rows.token, (row) => isOfName(row) && row.expires_at < time())
  if (kind === 'api' && rows.token.some(isOfName)) throw new Problem('token.exists', { token: name })
  const token = `opads_${randomBytes(32).toString('base64url')}`
  const expires_at = new Date(clock.now() + days * 86_400_000)
  rows.token.push({
    hash: digest(token), account, kind, name: storable(name), created_at: time(), expires_at, used_at: null,
  }) // biome-ignore format: one row
  return token
}

export const tokenRoutes = ({ store }: FakeTools) => {
  const { rows } = store
  const own = (account: string) => (row: Row<'token'>) => row.kind === 'api' && row.account === account
  return {
    'GET /api/v1/tokens': async ({ caller: { account } }) => ({
      items: rows.token
        .filter(own(account))
        .sort(byText((row) => row.name))
        .map(tokenView),
    }),
    'POST /api/v1/tokens': async ({ caller: { account }, body, note }) => {
      note({ days: body.days })
      return { name: body.name, token: issueToken(store, { account, kind: 'api', ...body }) }
    },
    'DELETE /api/v1/tokens/:name': async ({ caller: { account }, target: { name } }) => {
      const isOwn = own(account)
      drop(rows.token, (row) => isOwn(row) && row.name === name)
    },
  } satisfies GuardedHandlers<typeof tokenContract, Store>
}
