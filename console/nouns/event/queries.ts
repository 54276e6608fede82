/** What happened. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { pages } from '../../api/list.ts'
import type { Answer } from '../../api/types.ts'

export type Event = Answer<'GET /api/v1/events'>['items'][number]

export const eventsQuery = (application: string | undefined, limit = 50) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['events', application, limit],
    queryFn: ({ signal, pageParam }) =>
      api('GET /api/v1/events', { signal, query: { application, limit, cursor: pageParam } }),
  })
