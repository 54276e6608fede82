/** Runs: builds and deploys. */
import { infiniteQueryOptions, queryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { itemsOf, pages } from '../../api/list.ts'
import type { Answer } from '../../api/types.ts'

export type Run = Answer<'GET /api/v1/runs/:id'>
export { runKinds } from '@opads/pluto/run/kinds/kinds'
export { runStates } from '@opads/pluto/run/shown'

export type RunFilter = {
  readonly application?: string | undefined
  readonly state?: Run['state'] | undefined
  readonly kind?: Run['kind'] | undefined
}
export const runsQuery = (filter: RunFilter, limit = 50) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['runs', filter, limit],
    queryFn: ({ signal, pageParam }) =>
      api('GET /api/v1/runs', { signal, query: { ...filter, limit, cursor: pageParam } }),
  })
export const runQuery = (id: number) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => api('GET /api/v1/runs/:id', { signal, params: { id: String(id) } }),
  })

/** How many runs wait for a person, in all applications. */
export function useWaitingRuns(): number {
  const { data } = useInfiniteQuery(runsQuery({ state: 'waiting' }, 50))
  return data ? itemsOf(data).length : 0
}

/** How many runs are queued or go on, in all applications. */
export function useActiveRuns(): number {
  const running = useInfiniteQuery(runsQuery({ state: 'running' }, 50))
  const queued = useInfiniteQuery(runsQuery({ state: 'queued' }, 50))
  return (running.data ? itemsOf(running.data).length : 0) + (queued.data ? itemsOf(queued.data).length : 0)
}
