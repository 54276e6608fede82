/** The routes of the contract, for tests that try all of them. */
import { contract } from '../contract.ts'
import type { Act } from './roles.ts'

export type Route = keyof typeof contract
export const routes = Object.entries(contract).map(([route, endpoint]) => ({
  route: route as Route,
  ...endpoint,
}))

/** Its parameters, such as `:name`, with values; those without one are `none`. */
export const filledWith = (params: Readonly<Record<string, string>>, route: string): string =>
  route.replace(/:(\w+)/g, (_, key: string) => params[key] ?? 'none')

type RouteWith<Parts> = { [R in Route]: (typeof contract)[R] extends Parts ? R : never }[Route]
/** Routes of people on what is not their own: `access.component.test.ts` tries each. */
export type ActRoute = Exclude<
  RouteWith<{ policy: 'account'; act: Act }>,
  RouteWith<{ target: 'own' | 'token' }>
>
/** Their other routes, on what is their own and on lists: `own.component.test.ts` tries each. `admission.component.test.ts` tries those that are for no person. */
export type OwnRoute = Exclude<RouteWith<{ policy: 'account' | 'first' }>, ActRoute>
