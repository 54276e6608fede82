/** Releases of an application, and where they were deployed. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type Release = Answer<'GET /api/v1/applications/:name/releases'>['items'][number]
export type Deployment = Answer<'GET /api/v1/applications/:name/deployments'>['items'][number]

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
