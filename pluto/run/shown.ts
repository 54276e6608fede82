/** The states of a run, and whose decision one waits for, as Pluto, the CLI and the console know them. Pure. */
import type { Kind } from './kinds/kind.ts'

/** `waiting`: for a person, who approves or refuses it; `queued`: for a worker. */
export const runStates = ['waiting', 'queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]
export const openStates = ['waiting', 'queued', 'running'] as const satisfies readonly RunState[]
export const isOpen = (state: RunState): boolean => openStates.some((one) => one === state)

/**
 * Four eyes: why this account may not decide; `undefined` where nothing speaks against it.
 * @param begunBy of the run; a run that another led to was begun by who began that one
 */
export function whyNotDecided(
  kind: Pick<Kind, 'beginnerMayDecide'>,
  { begunBy, account }: { readonly begunBy: string; readonly account: string },
): 'run.own' | 'run.begun-by-unknown' | undefined {
  if (kind.beginnerMayDecide === true) return undefined
  if (begunBy === account) return 'run.own'
  // A push whose person was not noted may be that of this account.
  return begunBy.startsWith('service:') ? 'run.begun-by-unknown' : undefined
}
