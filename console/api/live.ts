/** One event stream for the whole console: changed data is read again; after a gap, everything. */
import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { type Change, type StaleOn, staleKeysOf } from './stale.ts'

/** Changes are collected for this long, so that a burst causes one read. */
const gatherMs = 250
/** Pause after a response that was no stream, such as the gateway's while Pluto starts. */
const restMs = 2000

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

/**
 * Answers what ends it.
 * @param routes say what a change makes stale
 */
export function followChanges(
  queries: QueryClient,
  routes: readonly { readonly staleOn?: StaleOn }[],
): () => void {
  let waiting: Change[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let hadGap = false
  let wasOpen = false
  const flush = () => {
    timer = undefined
    for (const queryKey of staleKeysOf(routes, waiting)) void queries.invalidateQueries({ queryKey })
    waiting = []
  }
  const connect = () => {
    source = new EventSource('/api/v1/stream')
    wasOpen = false
    source.addEventListener('message', (message: MessageEvent<string>) => {
      waiting.push(JSON.parse(message.data) as Change)
      timer ??= setTimeout(flush, gatherMs)
    })
    source.addEventListener('all', () => void queries.invalidateQueries()) // Pluto may have missed changes
    source.addEventListener('open', () => {
      if (hadGap) void queries.invalidateQueries()
      hadGap = false
      wasOpen = true
      setLive(true)
    })
    source.addEventListener('error', () => {
      setLive(false)
      hadGap ||= !wasOpen // without a first answer the browser cannot say what was read before
      if (source.readyState !== EventSource.CLOSED) return // it connects again by itself and is sent what it missed
      hadGap = true // nor can a new source
      again = setTimeout(connect, restMs)
      void queries.invalidateQueries({ queryKey: ['me'] }) // the session may have ended
    })
  }
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  connect()
  return () => {
    source!.close()
    clearTimeout(timer)
    clearTimeout(again)
    setLive(true)
  }
}
