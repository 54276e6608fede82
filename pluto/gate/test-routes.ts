/** The routes of the contract, for tests that try all of them. */
import { contract } from '../contract.ts'
import type { Route } from '../test-cloud/example-call.ts'
import type { Act } from './roles.ts'

export const routes = Object.entries(contract).map(([route, endpoint]) => ({
  route: route as Route,
  ...endpoint,
}))

type RouteWith<Parts> = { [R in Route]: (typeof contract)[R] extends Parts ? R : never }[Route]
type ActRoute = Exclude<RouteWith<{ policy: 'account'; act: Act }>, RouteWith<{ target: 'own' | 'token' }>>
/** Routes of people on what is not their own: `access.component.test.ts` tries each. */
export const actRoutes: readonly Route[] = routes
  .filter((one) => 'act' in one && one.policy === 'account' && one.target !== 'own' && one.target !== 'token')
  .map(({ route }) => route)
/** Their other routes, on what is their own and on lists: `own.component.test.ts` tries each. `admission.component.test.ts` tries those that are for no person. */
export type OwnRoute = Exclude<RouteWith<{ policy: 'account' | 'first' }>, ActRoute>
