/** How an event is marked. */
import type { Tone } from '../../ui/state.tsx'

/** `build.failed`, `push`: the last word of an event's kind decides its tone. */
export function eventToneOf(kind: string): Tone {
  if (kind.endsWith('.failed')) return 'fail'
  if (kind.endsWith('.succeeded')) return 'ok'
  return kind === 'deploy.asked' ? 'run' : 'note'
}
