/** Every route for every caller that it refuses. Made from the contract and the table of acts, so that a new route is covered. */
import type { Endpoint } from '@opads/serve/contract'
import { contract } from '../../contract.ts'
import { type Act, acts, needed, type Scope, type TargetName } from '../../gate/roles.ts'
import { rightCall } from '../../test-cloud/example-call.ts'
import type { Case, Who } from './case.ts'

type Route = Endpoint<Act, TargetName> & { readonly route: Case['route'] }
const routes: readonly Route[] = Object.entries(contract).map(([route, endpoint]) => ({
  ...endpoint,
  route: route as Case['route'],
}))
/** Their bodies are right, so that a call is refused for its caller alone. */
const refusedTo = (as: Who | undefined, status: number, isRefused: (one: Route) => boolean): Case[] =>
  routes.filter(isRefused).map(({ route }) => ({
    route,
    status,
    ...(as && { as }),
    ...(/tenants\/:/.test(route) && { params: { name: 'ours' } }),
    body: inOurs(rightCall(route).body),
  }))
const inOurs = (body?: object) => (body && 'tenant' in body ? { ...body, tenant: 'ours' } : body)
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
  ...refusedTo('operator', 404, ({ policy }) => policy === 'internal'),
  ...refusedTo('internal', 403, isSignedIn),
  ...refusedTo('other', 403, ({ policy }) => policy === 'internal'),
  ...refusedTo('first', 403, ({ policy }) => policy === 'account'),
  ...refusedTo('mine', 403, isOfPlatform),
  ...refusedTo('viewer', 403, needsMore),
  ...refusedTo('foreign', 404, (one) => owned.includes(one.target) && !isOfPlatform(one)),
]
