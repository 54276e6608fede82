/** Pods of an application. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type Pod = Answer<'GET /api/v1/applications/:name/pods'>['items'][number]

export const podsQuery = (name: string) =>
  queryOptions({
    queryKey: ['pods', name],
    queryFn: ({ signal }) => api('GET /api/v1/applications/:name/pods', { signal, params: { name } }),
  })
