/** A text of the API that grows, as lines. Keeps the newest. */
import { useEffect, useState } from 'react'
import { refusalOf, send } from './client.ts'
import { type LogLine, parseLine, splitter } from './log.ts'

const kept = 20_000
/** Lines are shown this often at most. */
const drawMs = 100

export type LogState = {
  readonly lines: readonly LogLine[]
  /** How many older lines were let go. */
  readonly dropped: number
  readonly isOpen: boolean
  readonly failure: unknown
}
const empty: LogState = { lines: [], dropped: 0, isOpen: true, failure: undefined }

export function useLog(address: string): LogState & { readonly again: () => void } {
  const [state, setState] = useState(empty)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    setState(empty)
    void read(address, stop.signal, (change) => setState(change))
    return () => stop.abort()
  }, [address, attempt])
  return { ...state, again: () => setAttempt((count) => count + 1) }
}

async function read(
  address: string,
  signal: AbortSignal,
  set: (change: (state: LogState) => LogState) => void,
): Promise<void> {
  let waiting: LogLine[] = []
  let step = ''
  const draw = () => {
    if (waiting.length === 0) return
    const added = waiting
    waiting = []
    set((state) => {
      const lines = [...state.lines, ...added]
      const over = Math.max(0, lines.length - kept)
      return { ...state, lines: over > 0 ? lines.slice(over) : lines, dropped: state.dropped + over }
    })
  }
  const timer = setInterval(draw, drawMs)
  try {
    const response = await send(address, { signal })
    if (!response.ok) throw await refusalOf(response)
    const split = splitter()
    for await (const piece of piecesOf(response.body!)) {
      for (const line of split(piece)) {
        const parsed = parseLine(line, step)
        step = parsed.step
        waiting.push(parsed)
      }
    }
    draw()
    set((state) => ({ ...state, isOpen: false }))
  } catch (failure) {
    draw()
    if (!signal.aborted) set((state) => ({ ...state, isOpen: false, failure }))
  } finally {
    clearInterval(timer)
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield decoder.decode(value, { stream: true })
  }
}
