/** How a pod is, as a state that is shown. */
import type { Seen } from '../../ui/state.tsx'
import type { Words } from '../../words/words.ts'
import type { Pod } from './queries.ts'

export function podStateOf({ state, message, reason }: Pod, { pods, because, inWords }: Words): Seen {
  const tones = { ready: 'ok', starting: 'run', waiting: 'warn', crashed: 'fail', leaving: 'off' } as const
  return { tone: tones[state], say: reason ? because(pods[state], inWords(message, reason)) : pods[state] }
}
