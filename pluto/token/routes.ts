/** Routes of the own API tokens. */
import type { Handlers } from '@opads/serve/route'
import type { PlutoTools } from '../tools.ts'
import type { tokenContract } from './contract.ts'
import { deleteToken, issueToken, listTokens } from './rows.ts'

export const tokenRoutes = ({ database }: PlutoTools) => {
  return {
    'GET /api/v1/tokens': ({ caller }) => listTokens(database, caller.account),
    'POST /api/v1/tokens': async ({ caller: { account }, body }) => ({
      name: body.name,
      token: await issueToken(database, { account, kind: 'api', ...body }),
    }),
    'DELETE /api/v1/tokens/:name': ({ caller, params }) => deleteToken(database, caller.account, params.name),
  } satisfies Handlers<typeof tokenContract>
}
