/** How an application is in an environment, as a state that is shown. */
import type { Seen } from '../../ui/state.tsx'
import type { Words } from '../../words/words.ts'
import type { Environment } from './types.ts'

export function healthOf(one: Environment, { health, because, inWords }: Words): Seen {
  switch (one.state) {
    case 'healthy':
      return { tone: 'ok', say: health.healthy(one.podsReady, one.podsWanted) }
    case 'working':
      return { tone: 'run', say: health.working(one.podsReady, one.podsWanted) }
    case 'failed':
      return {
        tone: 'fail',
        say: one.reason ? because(health.failed, inWords(one.message, one.reason)) : health.failed,
      }
    case 'stopped':
      return { tone: 'off', say: health.stopped }
    case 'none':
      return { tone: 'note', say: health.none }
    case 'unknown':
      return {
        tone: 'warn',
        say: one.reason ? because(health.unknown, inWords(one.message, one.reason)) : health.unknown,
      }
  }
}

const healthTones = {
  healthy: 'ok',
  working: 'run',
  failed: 'fail',
  stopped: 'off',
  none: 'note',
  unknown: 'warn',
} as const
export const shortHealthOf = ({ state }: Environment, { health }: Words): Seen => ({
  tone: healthTones[state],
  say: health.short[state],
})
