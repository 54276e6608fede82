/** All routes. Data is read before a page is rendered, so no page has a "loading" state; the URL holds every filter and sort. */
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { problemOf } from './api/client.ts'
import {
  applicationQuery,
  applicationsQuery,
  clustersQuery,
  configQuery,
  deploymentsQuery,
  eventsQuery,
  meQuery,
  podsQuery,
  releasesQuery,
  runQuery,
  runsQuery,
  tenantsQuery,
  tokensQuery,
  usersQuery,
} from './api/queries.ts'
import { AccountPage } from './pages/account.tsx'
import { ActivityPage } from './pages/activity.tsx'
import { ApplicationPage } from './pages/application.tsx'
import { ApplicationsPage } from './pages/applications.tsx'
import { ClustersPage } from './pages/clusters.tsx'
import { ConfigPage } from './pages/config.tsx'
import { FirstPasswordPage } from './pages/first-password.tsx'
import { LogsPage } from './pages/logs.tsx'
import { LoneNotFound, LoneProblem, NotFound, PageProblem } from './pages/problem.tsx'
import { RunPage } from './pages/run.tsx'
import { RunsPage } from './pages/runs.tsx'
import { SignInPage } from './pages/sign-in.tsx'
import { TenantsPage } from './pages/tenants.tsx'
import { UsersPage } from './pages/users.tsx'
import { paths, patterns } from './paths.ts'
import {
  activitySearch,
  applicationSearch,
  applicationsSearch,
  logsSearch,
  runsSearch,
  signInSearch,
  tablesSearch,
  variablesSearch,
} from './search.ts'
import { Shell } from './ui/shell.tsx'

type Context = { readonly queries: QueryClient }
const root = createRootRouteWithContext<Context>()({
  notFoundComponent: LoneNotFound,
  errorComponent: LoneProblem,
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: patterns.signIn,
  validateSearch: signInSearch,
  component: SignInPage,
})
const firstPassword = createRoute({
  getParentRoute: () => root,
  path: patterns.firstPassword,
  loader: ({ context: { queries } }) => queries.ensureQueryData(meQuery),
  component: FirstPasswordPage,
})

const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context: { queries }, location }) => {
    const me = await queries.ensureQueryData(meQuery).catch((failure: unknown) => {
      if (problemOf(failure).status !== 401) throw failure
      throw redirect(paths.signIn(location.href === '/' ? undefined : location.href))
    })
    if (me.mustChange) throw redirect(paths.firstPassword())
    return { me }
  },
  component: Shell,
})
const page = { getParentRoute: () => app, errorComponent: PageProblem, notFoundComponent: NotFound }

const home = createRoute({
  ...page,
  path: '/',
  beforeLoad: () => {
    throw redirect(paths.applications())
  },
})
const applications = createRoute({
  ...page,
  path: patterns.applications,
  validateSearch: applicationsSearch,
  loaderDeps: ({ search: { search, tenant } }) => ({ search, tenant }),
  loader: ({ context: { queries }, deps }) =>
    Promise.all([
      queries.ensureInfiniteQueryData(applicationsQuery(deps)),
      queries.ensureQueryData(tenantsQuery),
    ]),
  component: ApplicationsPage,
})
const application = createRoute({
  ...page,
  path: patterns.application,
  validateSearch: applicationSearch,
  loader: ({ context: { queries }, params: { name } }) =>
    Promise.all([
      queries.ensureQueryData(applicationQuery(name)),
      queries.ensureQueryData(podsQuery(name)),
      queries.ensureQueryData(releasesQuery(name)),
      queries.ensureQueryData(deploymentsQuery(name)),
      queries.ensureInfiniteQueryData(runsQuery({ application: name }, 8)),
      queries.ensureInfiniteQueryData(eventsQuery(name, 10)),
    ]),
  component: ApplicationPage,
})
const config = createRoute({
  ...page,
  path: patterns.variables,
  validateSearch: variablesSearch,
  loaderDeps: ({ search: { environment = 'sit' } }) => ({ environment }),
  loader: ({ context: { queries }, params: { name }, deps: { environment } }) =>
    Promise.all([
      queries.ensureQueryData(applicationQuery(name)),
      queries.ensureQueryData(configQuery(name, environment)),
    ]),
  component: ConfigPage,
})
const logs = createRoute({
  ...page,
  path: patterns.logs,
  validateSearch: logsSearch,
  loader: ({ context: { queries }, params: { name } }) =>
    Promise.all([queries.ensureQueryData(applicationQuery(name)), queries.ensureQueryData(podsQuery(name))]),
  component: LogsPage,
})
const runs = createRoute({
  ...page,
  path: patterns.runs,
  validateSearch: runsSearch,
  loaderDeps: ({ search: { application, state, kind } }) => ({ application, state, kind }),
  loader: ({ context: { queries }, deps }) => queries.ensureInfiniteQueryData(runsQuery(deps)),
  component: RunsPage,
})
const run = createRoute({
  ...page,
  path: patterns.run,
  loader: ({ context: { queries }, params: { id } }) => queries.ensureQueryData(runQuery(Number(id))),
  component: RunPage,
})
const activity = createRoute({
  ...page,
  path: patterns.activity,
  validateSearch: activitySearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => queries.ensureInfiniteQueryData(eventsQuery(deps.application)),
  component: ActivityPage,
})
const clusters = createRoute({
  ...page,
  path: patterns.clusters,
  validateSearch: tablesSearch,
  loader: ({ context: { queries } }) => queries.ensureQueryData(clustersQuery),
  component: ClustersPage,
})
const users = createRoute({
  ...page,
  path: patterns.users,
  validateSearch: tablesSearch,
  loader: ({ context: { queries } }) =>
    Promise.all([queries.ensureQueryData(usersQuery), queries.ensureQueryData(tenantsQuery)]),
  component: UsersPage,
})
const tenants = createRoute({
  ...page,
  path: patterns.tenants,
  validateSearch: tablesSearch,
  loader: ({ context: { queries } }) => queries.ensureQueryData(tenantsQuery),
  component: TenantsPage,
})
const account = createRoute({
  ...page,
  path: patterns.account,
  validateSearch: tablesSearch,
  loader: ({ context: { queries } }) => queries.ensureQueryData(tokensQuery),
  component: AccountPage,
})

const tree = root.addChildren([
  signIn,
  firstPassword,
  app.addChildren([
    home,
    applications,
    application,
    config,
    logs,
    runs,
    run,
    activity,
    clusters,
    users,
    tenants,
    account,
  ]),
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
