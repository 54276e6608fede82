/** What the address of each page may hold. What is not understood is left out. Pure. */
import { type EnvironmentName, environmentNames, type Run } from './api/types.ts'

type Given = Readonly<Record<string, unknown>>
export const runStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export const runKinds = ['build', 'deploy'] as const

/** The router reads `42` as a number; a name may look like one. */
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined
/** A name as Pluto takes it; anything else would be refused. */
const named = (value: unknown): string | undefined => {
  const given = text(value)
  return given !== undefined && /^[a-z][a-z0-9-]{0,29}$/.test(given) ? given : undefined
}
const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value)
const yes = (value: unknown): true | undefined => (value === true ? true : undefined)

type SignIn = { to?: string | undefined }
export const signInSearch = ({ to }: Given): SignIn => ({ to: text(to) })

/** A sort: `name` upwards, `-name` downwards. */
type Applications = {
  search?: string | undefined
  tenant?: string | undefined
  sort?: string | undefined
  create?: true | undefined
}
export const applicationsSearch = ({ search, tenant, sort, create }: Given): Applications => ({
  search: text(search)?.slice(0, 100),
  tenant: named(tenant),
  sort: text(sort),
  create: yes(create),
})

type Application = {
  pods?: EnvironmentName | undefined
  sort?: string | undefined
  /** Keys of columns that are not shown: `node,age`. */
  hide?: string | undefined
}
export const applicationSearch = ({ pods, sort, hide }: Given): Application => ({
  pods: oneOf(environmentNames, pods),
  sort: text(sort),
  hide: text(hide),
})

type Config = { environment?: EnvironmentName | undefined }
export const configSearch = ({ environment }: Given): Config => ({
  environment: oneOf(environmentNames, environment),
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
  ...activitySearch(rest),
  state: oneOf(runStates, state),
  kind: oneOf(runKinds, kind),
})
