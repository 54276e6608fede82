/** Tenants. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type Tenant = Answer<'GET /api/v1/tenants'>['items'][number]

export const tenantsQuery = queryOptions({
  queryKey: ['tenants'],
  queryFn: ({ signal }) => api('GET /api/v1/tenants', { signal }),
})
