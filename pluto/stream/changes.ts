/** Notifies listeners of changes: of committed rows (PostgreSQL notifications, from all copies of Pluto) and of Kubernetes objects. */
import { randomUUID } from 'node:crypto'
import type { Change } from './shapes.ts'

export type Changes = ReturnType<typeof changes>
type Listener = (change: Change | 'all') => void

/** Changes that are kept for readers who come back. */
const mostKept = 2000

/** @param now milliseconds that never go back */
export function changes(now: () => number = () => performance.now()) {
  const listeners = new Set<Listener>()
  const kept: { readonly at: number; readonly change: Change | 'all' }[] = []
  let forgottenUntil = Number.NEGATIVE_INFINITY
  /** Positions of another process, or of before a restart, mean nothing here. */
  const origin = randomUUID().slice(0, 8)
  const publish = (change: Change | 'all') => {
    kept.push({ at: now(), change })
    if (kept.length > mostKept) forgottenUntil = kept.shift()!.at
    for (const listener of listeners) listener(change)
  }
  return {
    publish,
    /** Names this moment, for `since`. A time and no count: a count would say how much other tenants do. */
    position: (): string => `${origin}-${Math.floor(now())}`,
    /** What changed since a position, a few earlier changes with it. `undefined`: not known any more. */
    since: (position: string): readonly (Change | 'all')[] | undefined => {
      const [, of, time] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(position) ?? []
      if (of !== origin || Number(time) <= forgottenUntil) return undefined
      return kept.filter(({ at }) => at >= Number(time)).map(({ change }) => change)
    },
    /** Returns what ends it. `all`: changes may have been missed, the listener must read everything again. */
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Resolves at the next change of the topic, or after `boundMs`. */
    next: (topic: Change['topic'], boundMs: number): Promise<void> =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          listeners.delete(listener)
          resolve()
        }
        const listener: Listener = (change) => (change === 'all' || change.topic === topic) && done()
        const timer = setTimeout(done, boundMs)
        listeners.add(listener)
      }),
  }
}
