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

type Applications = {
  search?: string | undefined
  tenant?: string | undefined
  create?: true | undefined
}
export const applicationsSearch = ({ search, tenant, create, ...rest }: Given): Applications => ({
  search: text(search)?.slice(0, 100),
  tenant: named(tenant),
  create: yes(create),
  ...tablesSearch(rest),
})

type Application = {
  pods?: EnvironmentName | undefined
}
export const applicationSearch = ({ pods, ...rest }: Given): Application => ({
  pods: oneOf(environmentNames, pods),
  ...tablesSearch(rest),
})

type Config = { environment?: EnvironmentName | undefined }
export const configSearch = ({ environment, ...rest }: Given): Config => ({
  environment: oneOf(environmentNames, environment),
  ...tablesSearch(rest),
})

type Logs = Config & { pod?: string | undefined; previous?: true | undefined }
export const logsSearch = ({ pod, previous, ...rest }: Given): Logs => ({
  ...configSearch(rest),
  pod: text(pod),
  previous: yes(previous),
})

type Activity = { application?: string | undefined }
export const activitySearch = ({ application }: Given): Activity => ({ application: named(application) })

type Runs = Activity & { state?: Run['state'] | undefined; kind?: Run['kind'] | undefined }
export const runsSearch = ({ state, kind, ...rest }: Given): Runs => ({
  ...tablesSearch(rest),
  ...activitySearch(rest),
  state: oneOf(runStates, state),
  kind: oneOf(runKinds, kind),
})
