/** Waits for changes that the cloud's stream reports; without a stream it ends each wait soon, so that callers poll. */
import { setTimeout as pause } from 'node:timers/promises'

type Stream = {
  /** Resolves at the next change of the application, or after a gap in the stream; changes since the last call count. */
  readonly next: (application: string) => Promise<void>
  readonly close: () => void
}
/** How long one wait lasts without a stream, and with one, in which an event may be missing. */
const everyMs = { alone: 400, listening: 5000 }
const againMs = 1000

/** @param open a connection; its text is server-sent events, see `pluto/stream/sent-events.ts` */
export function stream(open: (signal: AbortSignal) => AsyncIterable<string>, stop: AbortSignal): Stream {
  const closing = new AbortController()
  const signal = AbortSignal.any([stop, closing.signal])
  const changed = new Set<string>()
  let isListening = false
  let wake = () => {}
  const emit = (what: string) => {
    changed.add(what)
    wake()
  }
  const listen = async () => {
    while (!signal.aborted) {
      try {
        let rest = ''
        for await (const chunk of open(signal)) {
          if (!isListening) emit('all') // something may have changed before the stream was connected
          isListening = true
          const { changed, left } = heard(rest + chunk)
          rest = left
          for (const what of changed) emit(what)
        }
      } catch {
        // The caller's next request meets the same failure, and reports it.
      }
      isListening = false
      wake()
      await pause(againMs, undefined, { signal }).catch(() => {})
    }
  }
  void listen()
  return {
    next: async (application) => {
      const until = Date.now() + (isListening ? everyMs.listening : everyMs.alone)
      // The clock is read once per turn: read twice, it may pass the end between the reads.
      while (!changed.has(application) && !changed.has('all') && !signal.aborted) {
        const left = leftMs(until, Date.now())
        if (left === 0) break
        const woken = new Promise<void>((resolve) => (wake = resolve))
        const late = new AbortController()
        const passed = pause(left, undefined, { signal: late.signal }).catch(() => {})
        const wasListening = isListening
        await Promise.race([woken, passed])
        late.abort()
        if (wasListening && !isListening) break
      }
      changed.clear()
      signal.throwIfAborted()
    },
    close: () => closing.abort(),
  }
}

/** How long to wait until a moment: never less than nothing, also where the clock has passed it. Pure. */
export const leftMs = (until: number, now: number): number => Math.max(0, until - now)

/** Complete messages → applications that they name, or `all` after a gap; `left` is an incomplete message. Pure. */
export function heard(text: string): { readonly changed: readonly string[]; readonly left: string } {
  const messages = text.split('\n\n')
  const left = messages.pop()!
  const changed = messages.flatMap((message) => {
    const lines = message.split('\n')
    if (lines.includes('event: all')) return ['all']
    const data = lines.find((line) => line.startsWith('data: '))
    return data === undefined ? [] : [(JSON.parse(data.slice(6)) as { application: string }).application]
  })
  return { changed, left }
}
