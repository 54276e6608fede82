/** Routes of the own API tokens. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { tokenContract } from './contract.ts'
import { deleteToken, issueToken, listTokens } from './rows.ts'

export const tokenRoutes = () => {
  return {
    'GET /api/v1/tokens': ({ database, caller }) => listTokens(database, caller.account),
    'POST /api/v1/tokens': async ({ database, caller: { account }, body, note }) => {
      note({ days: body.days })
      return { name: body.name, token: await issueToken(database, { account, kind: 'api', ...body }) }
    },
    'DELETE /api/v1/tokens/:name': ({ database, caller, target }) =>
      deleteToken(database, caller.account, target.name),
  } satisfies GuardedHandlers<typeof tokenContract>
}
