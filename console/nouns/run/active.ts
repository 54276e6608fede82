/** How many runs wait or go on, in all applications. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { itemsOf, runsQuery } from '../../api/queries.ts'

export function useActiveRuns(): number {
  const running = useInfiniteQuery(runsQuery({ state: 'running' }, 50))
  const queued = useInfiniteQuery(runsQuery({ state: 'queued' }, 50))
  return (running.data ? itemsOf(running.data).length : 0) + (queued.data ? itemsOf(queued.data).length : 0)
}
