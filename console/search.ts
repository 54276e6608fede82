/** Query parameters of each page. Invalid ones are dropped. Pure. */
import { type EnvironmentName, environmentNames, type Run } from './api/types.ts'

type Given = Readonly<Record<string, unknown>>
export const runStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const runKinds = ['build', 'deploy'] as const

/** The router reads `42` as a number; a name may look like one. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined
/** A name that Pluto accepts. */
const named = (value: unknown): string | undefined => {
  const given = text(value)
  return given !== undefined && /^[a-z][a-z0-9-]{0,29}$/.test(given) ? given : undefined
}
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value)
const yes = (value: unknown): true | undefined => (value === true ? true : undefined)

/** Parameters of tables (`ui/table-state.ts`): `sort`, `find` and `page`, with the table's name as prefix where a page has several. */
export const tablesSearch = (given: Given): Record<never, never> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => /^([a-z][a-z0-9-]*\.)?(sort|find|page)$/.test(key))
      .map(([key, value]) => [key, text(value)?.slice(0, 100)]),
  )

type SignIn = { to?: string | undefined }
export const signInSearch = ({ to }: Given): SignIn => ({ to: text(to) })

export type ApplicationsSearch = {
  search?: string | undefined
  tenant?: string | undefined
  create?: true | undefined
}
export const applicationsSearch = ({ search, tenant, create, ...rest }: Given): ApplicationsSearch => ({
  search: text(search)?.slice(0, 100),
  tenant: named(tenant),
  create: yes(create),
  ...tablesSearch(rest),
})

export type ApplicationSearch = {
  pods?: EnvironmentName | undefined
}
export const applicationSearch = ({ pods, ...rest }: Given): ApplicationSearch => ({
  pods: oneOf(environmentNames, pods),
  ...tablesSearch(rest),
})

export type VariablesSearch = { environment?: EnvironmentName | undefined }
export const variablesSearch = ({ environment, ...rest }: Given): VariablesSearch => ({
  environment: oneOf(environmentNames, environment),
  ...tablesSearch(rest),
})

export type LogsSearch = VariablesSearch & { pod?: string | undefined; previous?: true | undefined }
export const logsSearch = ({ pod, previous, ...rest }: Given): LogsSearch => ({
  ...variablesSearch(rest),
  pod: text(pod),
  previous: yes(previous),
})

export type ActivitySearch = { application?: string | undefined }
export const activitySearch = ({ application }: Given): ActivitySearch => ({
  application: named(application),
})

export type RunsSearch = ActivitySearch & { state?: Run['state'] | undefined; kind?: Run['kind'] | undefined }
export const runsSearch = ({ state, kind, ...rest }: Given): RunsSearch => ({
  ...tablesSearch(rest),
  ...activitySearch(rest),
  state: oneOf(runStates, state),
  kind: oneOf(runKinds, kind),
})
