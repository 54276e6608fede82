/** One event stream for the whole console: what changed is read again; after a gap, everything. */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { type Change, staleKeysOf } from './stale.ts'

/** Changes are gathered for this long, so that a burst is one reading. */
const gatherMs = 250

let isLive = true
const listeners = new Set<() => void>()
function setLive(next: boolean): void {
  if (next === isLive) return
  isLive = next
  for (const listener of listeners) listener()
}
export const useIsLive = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isLive,
  )

/** Answers what ends it. */
export function followChanges(queries: QueryClient): () => void {
  let waiting: Change[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let hadGap = false
  const flush = () => {
    timer = undefined
    for (const queryKey of staleKeysOf(waiting)) void queries.invalidateQueries({ queryKey })
    waiting = []
  }
  const source = new EventSource('/api/v1/stream')
  source.addEventListener('message', (message: MessageEvent<string>) => {
    waiting.push(JSON.parse(message.data) as Change)
    timer ??= setTimeout(flush, gatherMs)
  })
  // The server itself had a gap.
  source.addEventListener('all', () => void queries.invalidateQueries())
  source.addEventListener('open', () => {
    if (hadGap) void queries.invalidateQueries()
    hadGap = false
    setLive(true)
  })
  source.addEventListener('error', () => {
    hadGap = true
    setLive(false)
  })
  return () => {
    source.close()
    clearTimeout(timer)
    setLive(true)
  }
}
