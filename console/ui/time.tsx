/** Times: relative to read, exact with the zone on hover. One clock for the whole page. */
import { useSyncExternalStore } from 'react'
import { useSpeech } from '../words/language.tsx'
import { exactOf, relativeOf, spanOf, tookOf } from '../words/time.ts'

let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const one of listeners) one()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
/** The current time, updated each second. */
const useNow = (): number => useSyncExternalStore(subscribe, () => now)

/** @param as `ago`: "2 h ago"; `age`: "2 h" */
export function Time({ at, as = 'ago' }: { readonly at: string | null; readonly as?: 'ago' | 'age' }) {
  const { language } = useSpeech()
  const current = useNow()
  if (at === null) return <span className="faint">–</span>
  const when = Date.parse(at)
  const shown = Math.max(current, Math.min(when, current + 1000))
  return (
    <time dateTime={at} title={exactOf(when)}>
      {as === 'age' ? spanOf(shown - when, language) : relativeOf(when, shown, language)}
    </time>
  )
}

/** Duration of work, so far if it is in progress. */
export function Took({ from, to }: { readonly from: string | null; readonly to: string | null }) {
  const { language } = useSpeech()
  const current = useNow()
  if (from === null) return <span className="faint">–</span>
  return (
    <span className="number">
      {tookOf((to === null ? current : Date.parse(to)) - Date.parse(from), language)}
    </span>
  )
}
