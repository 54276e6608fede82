/** How a run is, as a state that is shown. */
import type { Seen } from '../../ui/state.tsx'
import type { Words } from '../../words/words.ts'
import type { Run } from './queries.ts'

const runTones = {
  waiting: 'warn',
  queued: 'note',
  running: 'run',
  succeeded: 'ok',
  failed: 'fail',
  cancelled: 'off',
} as const
export const runStateOf = ({ state }: Run, { runs }: Words): Seen => ({
  tone: runTones[state],
  say: runs.states[state],
})
