/** Accounts, for administrators. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type User = Answer<'GET /api/v1/users'>['items'][number]

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => api('GET /api/v1/users', { signal }),
})
