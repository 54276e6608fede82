/** A state is always shape + word + colour; only this file decides which. */
import type { ReactNode } from 'react'
import type { Cluster, Environment, Pod, Run } from '../api/types.ts'
import type { Words } from '../words/en.ts'

export type Tone = 'ok' | 'run' | 'warn' | 'off' | 'fail' | 'note'
export type Seen = { readonly tone: Tone; readonly say: string }
/** SVG instead of characters: a font may lack one of ● ◐ ▲ ■ ✕ ○. 12 px. */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  ok: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  run: (
    <>
      <circle cx="6" cy="6" r="4" stroke="currentColor" />
      <path d="M6 2a4 4 0 0 0 0 8z" fill="currentColor" />
    </>
  ),
  warn: <path d="M6 1.5l5 9H1z" fill="currentColor" />,
  off: <rect x="2" y="2" width="8" height="8" rx="1" fill="currentColor" />,
  fail: <path d="M2.5 2.5l7 7m0-7l-7 7" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />,
  note: <circle cx="6" cy="6" r="4" stroke="currentColor" />,
}
const Shape = ({ tone }: { readonly tone: Tone }) => (
  <svg width="12" height="12" viewBox="0 0 12 12" fill="none" aria-hidden="true">
    {shapes[tone]}
  </svg>
)

export const Mark = ({ tone }: { readonly tone: Tone }) => (
  <span className={`mark tone-${tone}`}>
    <Shape tone={tone} />
  </span>
)

export const State = ({ tone, say }: Seen) => (
  <span className={`state tone-${tone}`} title={say}>
    <Shape tone={tone} />
    <span>{say}</span>
  </span>
)

export function healthOf(one: Environment, { health, because, told }: Words): Seen {
  switch (one.state) {
    case 'healthy':
      return { tone: 'ok', say: health.healthy(one.podsReady, one.podsWanted) }
    case 'working':
      return { tone: 'run', say: health.working(one.podsReady, one.podsWanted) }
    case 'failed':
      return { tone: 'fail', say: one.reason ? because(health.failed, told(one.reason)) : health.failed }
    case 'stopped':
      return { tone: 'off', say: health.stopped }
    case 'none':
      return { tone: 'note', say: health.none }
    case 'unknown':
      return { tone: 'warn', say: one.reason ? because(health.unknown, told(one.reason)) : health.unknown }
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

/** Shows the number of ready nodes only while it is known. */
export function clusterStateOf({ state, nodes }: Cluster, { clusters: say }: Words): Seen {
  if (state === 'unknown') return { tone: 'warn', say: say.notSeen }
  const ready = nodes.filter((node) => node.isReady).length
  return { tone: state === 'ready' ? 'ok' : 'warn', say: say.nodes(ready, nodes.length) }
}

export function podStateOf({ state, reason }: Pod, { pods, because, told }: Words): Seen {
  const tones = { ready: 'ok', starting: 'run', waiting: 'warn', crashed: 'fail', leaving: 'off' } as const
  return { tone: tones[state], say: reason ? because(pods[state], told(reason)) : pods[state] }
}

const runTones = {
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

/** By the end of an event's kind: `build.failed`. */
export function eventToneOf(kind: string): Tone {
  if (kind.endsWith('.failed')) return 'fail'
  if (kind.endsWith('.succeeded')) return 'ok'
  return kind === 'deploy.asked' ? 'run' : 'note'
}
