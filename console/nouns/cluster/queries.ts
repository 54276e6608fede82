/** Clusters and their nodes. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type Cluster = Answer<'GET /api/v1/clusters'>['items'][number]

export const clustersQuery = queryOptions({
  queryKey: ['clusters'],
  refetchInterval: 10_000, // the stream has no changes of nodes
  queryFn: ({ signal }) => api('GET /api/v1/clusters', { signal }),
})
