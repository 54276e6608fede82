/** Accounts, for administrators. */
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type User = Answer<'GET /api/v1/users'>['items'][number]

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => api('GET /api/v1/users', { signal }),
})

/** After a change of one: lists of members and tenants have it too. */
export const rereadUsers = (queries: QueryClient) =>
  Promise.all(
    [['users'], ['tenants'], ['members']].map((queryKey) => queries.invalidateQueries({ queryKey })),
  )
