/** The states of a run, and whose decision one waits for, as Pluto, the CLI and the console know them. Pure. */
import type { Kind } from './kinds/kind.ts'

/** `waiting`: for a person, who approves or refuses it; `queued`: for a worker. */
export const runStates = ['waiting', 'queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]
export const openStates = ['waiting', 'queued', 'running'] as const satisfies readonly RunState[]
export const isOpen = (state: RunState): boolean => openStates.some((one) => one === state)

/** Four eyes: whether a person other than this account must decide. @param begunBy of the run; a run that another led to was begun by who began that one */
export const needsAnother = (
  kind: Pick<Kind, 'askerMayDecide'>,
  { begunBy, account }: { readonly begunBy: string; readonly account: string },
): boolean => kind.askerMayDecide !== true && begunBy === account
