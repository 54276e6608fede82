/** The states of a run, as Pluto, the CLI and the console know them. Pure. */

/** `waiting`: for a person, who approves or refuses it; `queued`: for a worker. */
export const runStates = ['waiting', 'queued', 'running', 'succeeded', 'failed', 'cancelled'] as const
export type RunState = (typeof runStates)[number]
export const openStates = ['waiting', 'queued', 'running'] as const satisfies readonly RunState[]
export const isOpen = (state: RunState): boolean => openStates.some((one) => one === state)
