/** The queries of all pages; by their keys the stream invalidates what changed. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from './client.ts'
import type { EnvironmentName, Run } from './types.ts'

export type RunFilter = {
  readonly application?: string | undefined
  readonly state?: Run['state'] | undefined
  readonly kind?: Run['kind'] | undefined
}
type Page<T> = { readonly items: readonly T[]; readonly next: string | null }
const pages = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: Page<unknown>) => last.next ?? undefined,
}
/** The items of a list that were read so far. */
export const itemsOf = <T>(data: { readonly pages: readonly Page<T>[] }): readonly T[] =>
  data.pages.flatMap((one) => one.items)

export const applicationsQuery = (filter: {
  readonly search?: string | undefined
  readonly tenant?: string | undefined
}) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['applications', filter],
    queryFn: ({ signal, pageParam }) =>
      api('GET /api/v1/applications', { signal, query: { ...filter, limit: 100, cursor: pageParam } }),
  })
export const applicationQuery = (name: string) =>
  queryOptions({
    queryKey: ['application', name],
    queryFn: ({ signal }) => api('GET /api/v1/applications/:name', { signal, params: { name } }),
  })
export const podsQuery = (name: string) =>
  queryOptions({
    queryKey: ['pods', name],
    queryFn: ({ signal }) => api('GET /api/v1/applications/:name/pods', { signal, params: { name } }),
  })
export const releasesQuery = (name: string) =>
  queryOptions({
    queryKey: ['releases', name],
    queryFn: ({ signal }) =>
      api('GET /api/v1/applications/:name/releases', { signal, params: { name }, query: { limit: 50 } }),
  })
export const deploymentsQuery = (name: string) =>
  queryOptions({
    queryKey: ['deployments', name],
    queryFn: ({ signal }) =>
      api('GET /api/v1/applications/:name/deployments', { signal, params: { name }, query: { limit: 50 } }),
  })
export const variablesQuery = (name: string, environment: EnvironmentName) =>
  queryOptions({
    queryKey: ['variables', name, environment],
    queryFn: ({ signal }) =>
      api('GET /api/v1/applications/:name/environments/:environment/config', {
        signal,
        params: { name, environment },
      }),
  })
export const runsQuery = (filter: RunFilter, limit = 50) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['runs', filter, limit],
    queryFn: ({ signal, pageParam }) =>
      api('GET /api/v1/runs', { signal, query: { ...filter, limit, cursor: pageParam } }),
  })
export const runQuery = (id: number) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => api('GET /api/v1/runs/:id', { signal, params: { id: String(id) } }),
  })
export const eventsQuery = (application: string | undefined, limit = 50) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['events', application, limit],
    queryFn: ({ signal, pageParam }) =>
      api('GET /api/v1/events', { signal, query: { application, limit, cursor: pageParam } }),
  })
export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => api('GET /api/v1/users', { signal }),
})
export const tenantsQuery = queryOptions({
  queryKey: ['tenants'],
  queryFn: ({ signal }) => api('GET /api/v1/tenants', { signal }),
})
export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => api('GET /api/v1/tokens', { signal }),
})
export const clustersQuery = queryOptions({
  queryKey: ['clusters'],
  refetchInterval: 10_000, // the stream does not report nodes
  queryFn: ({ signal }) => api('GET /api/v1/clusters', { signal }),
})
