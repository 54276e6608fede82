/** Applications that one may see, and one of them. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { pages } from '../../api/list.ts'
import type { Answer } from '../../api/types.ts'

export type Application = Answer<'GET /api/v1/applications/:name'>

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
