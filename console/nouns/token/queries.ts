/** API tokens of who is signed in. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'

export type Token = Answer<'GET /api/v1/tokens'>['items'][number]

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => api('GET /api/v1/tokens', { signal }),
})
