/** Every route for every caller that it refuses. Made from the contract and the table of acts, so that a new route is covered. */
import type { Endpoint } from '@opads/serve/contract'
import { contract } from '../../contract.ts'
import { type Act, acts, needed, type Scope, type TargetName } from '../../gate/roles.ts'
import type { Case, Who } from './case.ts'

type Route = Endpoint<Act, TargetName> & { readonly route: Case['route'] }
const routes: readonly Route[] = Object.entries(contract).map(([route, endpoint]) => ({
  ...endpoint,
  route: route as Case['route'],
}))
/** Bodies that are right, so that a call is refused for its caller alone. */
const bodies: Partial<Record<Case['route'], object>> = {
  'POST /api/v1/users': { name: 'late' },
  'POST /api/v1/tenants': { name: 'late' },
  'POST /api/v1/tenants/:name/members': { account: 'first', role: 'viewer' },
  'PUT /api/v1/tenants/:name/members/:account': { role: 'viewer' },
  'POST /api/v1/applications': { name: 'late', tenant: 'ours' },
  'POST /api/v1/applications/:name/deployments': { release: 1 },
  'PUT /api/v1/applications/:name/environments/:environment/config': { values: { COLOUR: 'red' } },
  'PUT /api/v1/applications/:name/environments/:environment/secrets': { values: { KEY: 'hidden' } },
  'PUT /api/v1/applications/:name/environments/:environment/scale': { replicas: 2 },
}

const refusedTo = (as: Who | undefined, status: number, isRefused: (one: Route) => boolean) =>
  routes.filter(isRefused).map(
    ({ route }): Case => ({
      route,
      status,
      ...(as && { as }),
      ...(/tenants\/:/.test(route) && { params: { name: 'ours' } }),
      ...(!route.startsWith('GET') && { body: bodies[route] ?? {} }),
    }),
  )
const isSignedIn = ({ policy }: Route) => policy === 'first' || policy === 'account'
const isOfPlatform = ({ act }: Route) => act !== undefined && acts[act] === 'platform'
const owned: readonly (TargetName | undefined)[] = ['tenant', 'member', 'application', 'environment', 'run']
const sit: Scope = { tenant: 'ours', application: 'shop', environment: 'sit' }
const needsMore = ({ policy, act }: Route) =>
  policy === 'account' && act !== undefined && !['viewer', 'account', 'platform'].includes(needed(act, sit))

export const accessCases: readonly Case[] = [
  ...refusedTo(undefined, 401, isSignedIn),
  ...refusedTo(undefined, 404, ({ policy }) => policy === 'internal'),
  ...refusedTo('operator', 404, ({ policy }) => policy === 'internal'),
  ...refusedTo('internal', 403, isSignedIn),
  ...refusedTo('other', 403, ({ policy }) => policy === 'internal'),
  ...refusedTo('first', 403, ({ policy }) => policy === 'account'),
  ...refusedTo('mine', 403, isOfPlatform),
  ...refusedTo('viewer', 403, needsMore),
  ...refusedTo('foreign', 404, (one) => owned.includes(one.target) && !isOfPlatform(one)),
]
