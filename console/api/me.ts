/** Who is signed in. */
import { queryOptions } from '@tanstack/react-query'
import { useRouteContext } from '@tanstack/react-router'
import { api } from './client.ts'
import type { Answer } from './types.ts'

export type Me = Answer<'GET /api/v1/me'>

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api('GET /api/v1/me', { signal }),
})

/** On every page but those before somebody is signed in: `router.tsx` has read it. */
export const useMe = (): Me => (useRouteContext({ from: '/app' }) as { readonly me: Me }).me
