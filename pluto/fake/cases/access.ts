/** Every route for every caller that it refuses. Made from the contract, so that a new route is covered. */
import type { Policy } from '@opads/serve/contract'
import { contract } from '../../contract.ts'
import type { Case, Who } from './case.ts'

const routes = Object.entries(contract).map(([route, { policy }]) => ({
  route: route as Case['route'],
  policy: policy as Policy,
}))
/** Bodies that are right, so that a call is refused for its caller alone. */
const bodies: Partial<Record<Case['route'], object>> = {
  'POST /api/v1/applications/:name/deployments': { release: 1 },
  'PUT /api/v1/applications/:name/environments/:environment/config': { values: { COLOUR: 'red' } },
  'PUT /api/v1/applications/:name/environments/:environment/secrets': { values: { KEY: 'hidden' } },
  'PUT /api/v1/applications/:name/environments/:environment/scale': { replicas: 2 },
}

const refusedTo = (
  as: Who | undefined,
  status: number,
  isRefused: (one: (typeof routes)[number]) => boolean,
) =>
  routes.filter(isRefused).map(
    ({ route }): Case => ({
      route,
      status,
      ...(as && { as }),
      ...(!route.startsWith('GET') && { body: bodies[route] ?? {} }),
    }),
  )
const isOne =
  (...policies: readonly Policy[]) =>
  ({ policy }: { readonly policy: Policy }) =>
    policies.includes(policy)

export const accessCases: readonly Case[] = [
  ...refusedTo(undefined, 401, isOne('first', 'account', 'admin')),
  ...refusedTo(undefined, 404, isOne('internal')),
  ...refusedTo('operator', 404, isOne('internal')),
  ...refusedTo('internal', 403, isOne('first', 'account', 'admin')),
  ...refusedTo('first', 403, isOne('account', 'admin')),
  ...refusedTo('mine', 403, isOne('admin')),
  ...refusedTo(
    'foreign',
    404,
    ({ route, policy }) => policy === 'account' && /(applications|runs)\/:/.test(route),
  ),
]
