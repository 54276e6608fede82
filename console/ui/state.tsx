/** State is always shape + word + colour; which of them a noun has, says its `state.ts`. */
import type { ReactNode } from 'react'

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
