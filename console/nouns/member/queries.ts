/** Members of a tenant. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type Member = Answer<'GET /api/v1/tenants/:name/members'>['items'][number]
type Role = Member['role']
/** The least first, as in `kernel/role.ts`. */
export const roles = ['viewer', 'developer', 'deployer', 'admin'] as const satisfies readonly Role[]

export const membersQuery = (name: string) =>
  queryOptions({
    queryKey: ['members', name],
    queryFn: ({ signal }) => api('GET /api/v1/tenants/:name/members', { signal, params: { name } }),
  })
