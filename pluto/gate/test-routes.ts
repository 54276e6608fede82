/** The routes of the contract, for tests that try all of them. */
import { contract } from '../contract.ts'

export type Route = keyof typeof contract
export const routes = Object.entries(contract).map(([route, endpoint]) => ({
  route: route as Route,
  ...endpoint,
}))

/** Its parameters, such as `:name`, with values; those without one are `none`. */
export const filledWith = (params: Readonly<Record<string, string>>, route: string): string =>
  route.replace(/:(\w+)/g, (_, key: string) => params[key] ?? 'none')
