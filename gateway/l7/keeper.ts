/** Keeps nginx's table equal to what is wanted, in turns: a change goes out in the next one, a restarted nginx is noticed by asking. */
import type { Nginx } from './nginx.ts'

export type Keeper = {
  /** Something that the table is made from is different now. */
  readonly changed: () => void
  readonly isCurrent: () => boolean
  readonly turn: () => Promise<void>
}
type Outside = {
  /** `undefined` while not all that it is made from was read. */
  readonly wanted: () => string | undefined
  readonly nginx: Pick<Nginx, 'hasTable' | 'put'>
  readonly say: (line: string) => void
}
/** Without changes nginx is asked after this many turns, after a failure in half of that. */
const quietTurns = 50

export function tableKeeper({ wanted, nginx, say }: Outside): Keeper {
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
