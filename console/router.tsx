/** The router, made from the list of routes. Data is read before a page is drawn; the address holds every filter and sort. */
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { problemOf } from './api/client.ts'
import { meQuery } from './api/me.ts'
import { accountAt, firstPasswordAt, signInAt } from './nouns/account/route.ts'
import { applicationsAt } from './nouns/application/route.ts'
import { LoneNotFound, LoneProblem, NotFound, PageProblem } from './problem-page.tsx'
import type { Route } from './route.ts'
import { routes } from './routes.ts'
import { Shell } from './ui/shell.tsx'

type Context = { readonly queries: QueryClient }
const root = createRootRouteWithContext<Context>()({
  notFoundComponent: LoneNotFound,
  errorComponent: LoneProblem,
})

/** Where somebody is signed in; `api/me.ts` names it. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context: { queries }, location }) => {
    const me = await queries.ensureQueryData(meQuery).catch((failure: unknown) => {
      if (problemOf(failure).status !== 401) throw failure
      throw redirect(signInAt({ to: location.href === '/' ? undefined : location.href }))
    })
    if (me.mustChange) throw redirect(firstPasswordAt())
    return { me }
  },
  component: () => <Shell routes={routes} home={applicationsAt()} account={accountAt()} />,
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect(applicationsAt())
  },
})

function made(one: Route) {
  const Page = lazyRouteComponent(async () => ({ default: await one.page() }))
  const drawn = (): ReactNode => <Page params={route.useParams()} search={route.useSearch()} />
  const route = createRoute({
    getParentRoute: () => (one.isOutside ? root : app) as typeof app,
    path: one.address.pattern,
    ...(one.address.search && { validateSearch: one.address.search }),
    loaderDeps: ({ search }) => search,
    loader: ({ context: { queries }, params, deps: search }) => one.load?.(queries, { params, search }),
    component: Object.assign(drawn, { preload: Page.preload }),
    ...(!one.isOutside && { errorComponent: PageProblem, notFoundComponent: NotFound }),
  })
  return route
}

const tree = root.addChildren([
  ...routes.filter((one) => one.isOutside).map(made),
  app.addChildren([home, ...routes.filter((one) => !one.isOutside).map(made)]),
])

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  })
