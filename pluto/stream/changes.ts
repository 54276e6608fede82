/** Notifies listeners of changes: of committed rows (PostgreSQL notifications, from all copies of Pluto) and of Kubernetes objects. */
import type { Change } from './shapes.ts'

export type Changes = ReturnType<typeof changes>
type Listener = (change: Change | 'all') => void

export function changes() {
  const listeners = new Set<Listener>()
  const tell = (change: Change | 'all') => {
    for (const listener of listeners) listener(change)
  }
  return {
    tell,
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
