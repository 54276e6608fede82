/** Every address of the console, and the only place where one is built. `paths.test.ts` lists them as they stand in the browser. */
import type { SignInSearch } from './nouns/account/route.ts'
import type { ApplicationSearch, ApplicationsSearch } from './nouns/application/route.ts'
import type { AuditFilter } from './nouns/audit/queries.ts'
import type { ActivitySearch } from './nouns/event/route.ts'
import type { LogsSearch } from './nouns/pod/route.ts'
import type { RunFilter } from './nouns/run/queries.ts'
import type { VariablesSearch } from './nouns/variable/route.ts'

/** `$name` stands for what differs; each pattern has one route. */
export const patterns = {
  signIn: '/sign-in',
  firstPassword: '/first-password',
  applications: '/applications',
  application: '/applications/$name',
  variables: '/applications/$name/config',
  logs: '/applications/$name/logs',
  runs: '/runs',
  run: '/runs/$id',
  activity: '/activity',
  clusters: '/clusters',
  users: '/users',
  tenants: '/tenants',
  members: '/tenants/$name/members',
  audit: '/audit',
  account: '/account',
} as const

/** Each as links and `navigate` take it. */
export const paths = {
  /** @param back the address that was asked for at first */
  signIn: (back?: string) => ({ to: patterns.signIn, search: { to: back } satisfies SignInSearch }),
  firstPassword: () => ({ to: patterns.firstPassword }),
  applications: (search: ApplicationsSearch = {}) => ({ to: patterns.applications, search }),
  application: (name: string, search: ApplicationSearch = {}) => ({
    to: patterns.application,
    params: { name },
    search,
  }),
  variables: (name: string, search: VariablesSearch = {}) => ({
    to: patterns.variables,
    params: { name },
    search,
  }),
  logs: (name: string, search: LogsSearch = {}) => ({ to: patterns.logs, params: { name }, search }),
  runs: (search: RunFilter = {}) => ({ to: patterns.runs, search }),
  run: (id: number) => ({ to: patterns.run, params: { id: String(id) } }),
  activity: (search: ActivitySearch = {}) => ({ to: patterns.activity, search }),
  clusters: () => ({ to: patterns.clusters }),
  users: () => ({ to: patterns.users }),
  tenants: () => ({ to: patterns.tenants }),
  members: (tenant: string) => ({ to: patterns.members, params: { name: tenant } }),
  audit: (search: AuditFilter = {}) => ({ to: patterns.audit, search }),
  account: () => ({ to: patterns.account }),
}
