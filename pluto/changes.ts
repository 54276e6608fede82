/** Who waits for changes hears of them: from PostgreSQL's notifications (committed rows of all Plutos) and from the cluster's rows. */
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
    /** Answers what ends it. `all`: there was a gap, everything is to be read again. */
    listen: (listener: Listener): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Ends with the next change of the topic, or after `boundMs`. */
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
