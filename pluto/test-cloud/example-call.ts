/**
 * A right call of each route: its path with what is in the cloud of `example-world.ts`, and the example of its contract. Suites of all
 * routes take their calls from here, so that a new route is tried by each of them as it is.
 */

import { queryOf } from '@opads/serve/client'
import type { Endpoint } from '@opads/serve/contract'
import { contract } from '../contract.ts'
import type { EnvironmentName } from '../environment/shapes.ts'
import type { Act, TargetName } from '../gate/roles.ts'

export type Route = keyof typeof contract
export type Params = Readonly<Record<string, string>>
type RightCall = { readonly params: Params; readonly query: string; readonly body?: object }

/** What a path names, by what its route acts on; `:id` is a run, which each cloud numbers. */
const params: Readonly<Record<TargetName, Params>> = {
  'sign-in': {},
  own: {},
  token: { name: 'robot' },
  platform: {},
  account: { name: 'mei' },
  tenant: { name: 'payments' },
  member: { name: 'payments', account: 'mei' },
  application: { name: 'shop' },
  environment: { name: 'shop', environment: 'sit' },
  run: {},
}
/** Where the usual target is one on which the call is refused. */
const otherParams: Partial<Record<Route, Params>> = {
  'DELETE /api/v1/tenants/:name': { name: 'research' }, // has no application
}

export const endpointOf = (route: Route): Endpoint<Act, TargetName> => contract[route]

/** @param environment another than that of the example, of a route that acts on one */
export function rightCall(route: Route, environment?: EnvironmentName): RightCall {
  const { target, query, body, example } = endpointOf(route)
  const usual = { ...(target && params[target]), ...otherParams[route] }
  const elsewhere: Params = target === 'environment' && environment ? { environment } : {}
  const isInPath = route.includes('/:environment')
  return {
    params: { ...usual, ...(isInPath && elsewhere) },
    query: query && example ? queryOf(example) : '',
    ...(body && { body: { ...example, ...(!isInPath && elsewhere) } }),
  }
}

/** Its parameters, such as `:name`, with values; those without one are `none`. */
export const filledWith = (params: Params, route: string): string =>
  route.replace(/:(\w+)/g, (_, key: string) => params[key] ?? 'none')
