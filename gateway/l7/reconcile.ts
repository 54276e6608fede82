/** Reconciles nginx's route table: sends a change at the next turn, and asks from time to time, to notice a restarted nginx. */
import type { Nginx } from './nginx.ts'

type Reconciler = {
  /** Call when an input of the table has changed. */
  readonly changed: () => void
  readonly isCurrent: () => boolean
  readonly turn: () => Promise<void>
}
type Outside = {
  /** The wanted table; `undefined` until all its inputs were read. */
  readonly wanted: () => string | undefined
  readonly nginx: Pick<Nginx, 'hasTable' | 'put'>
  readonly say: (line: string) => void
}
/** Turns between checks of nginx when nothing changed; half as many after a failure. */
const quietTurns = 50

export function tableReconciler({ wanted, nginx, say }: Outside): Reconciler {
  let sent: string | undefined
  let isDirty = true
  let quiet = 0
  let isCurrent = false

  const bring = async (table: string) => {
    if (table === sent && (await nginx.hasTable())) return
    await nginx.put(table)
    sent = table
  }
  return {
    changed: () => {
      isDirty = true
    },
    isCurrent: () => isCurrent,
    turn: async () => {
      quiet += 1
      if (!isDirty && quiet < quietTurns) return
      quiet = 0
      isDirty = false
      const table = wanted()
      if (table === undefined) return
      try {
        await bring(table)
        isCurrent = true
      } catch (failure) {
        isCurrent = false
        quiet = quietTurns / 2
        say(`nginx did not take the table: ${failure instanceof Error ? failure.message : String(failure)}`)
      }
    },
  }
}
