/** Reads a log stream of the API as lines, and keeps the newest. */
import { useEffect, useRef, useState } from 'react'
import { problemOf, refusalOf, send } from './client.ts'
import { type LogLine, parseLine, splitter } from './log.ts'

const kept = 20_000
/** So many are dropped at once, so that the kept lines are seldom rendered again. */
const letGo = 5_000
/** Least time between two renders. */
const drawMs = 100
/** Pause before reconnecting. */
const restMs = 1000

type LogState = {
  readonly lines: readonly LogLine[]
  /** Number of older lines that were dropped. */
  readonly dropped: number
  readonly isOpen: boolean
  readonly failure: unknown
}
const empty: LogState = { lines: [], dropped: 0, isOpen: true, failure: undefined }

/** @param goesOn the work is in progress, so a stream that ends was interrupted: it is read again, skipping known lines */
export function useLog(address: string, goesOn: boolean): LogState & { readonly again: () => void } {
  const [state, setState] = useState(empty)
  const [attempt, setAttempt] = useState(0)
  const isExpected = useRef(goesOn)
  useEffect(() => {
    isExpected.current = goesOn
  }, [goesOn])
  useEffect(() => {
    const stop = new AbortController()
    setState(empty)
    void follow(address, stop.signal, setState, () => isExpected.current)
    return () => stop.abort()
  }, [address, attempt])
  return { ...state, again: () => setAttempt((count) => count + 1) }
}

type SetState = (change: (state: LogState) => LogState) => void

async function follow(
  address: string,
  signal: AbortSignal,
  set: SetState,
  goesOn: () => boolean,
): Promise<void> {
  const seen = { lines: 0 }
  for (;;) {
    const failure = await read(address, signal, set, seen).catch((thrown: unknown) => thrown)
    if (signal.aborted) return
    const isFinal = failure !== undefined && !problemOf(failure).retry
    if (isFinal || !goesOn()) return set((state) => ({ ...state, isOpen: false, failure }))
    await new Promise((resolve) => setTimeout(resolve, restMs))
  }
}

/** @param seen lines of earlier attempts, which are skipped; updated */
async function read(
  address: string,
  signal: AbortSignal,
  set: SetState,
  seen: { lines: number },
): Promise<void> {
  let waiting: LogLine[] = []
  let skip = seen.lines
  const draw = () => {
    if (waiting.length === 0) return
    const added = waiting
    waiting = []
    set((state) => withLines(state, added))
  }
  const timer = setInterval(draw, drawMs)
  try {
    const response = await send(address, { signal })
    if (!response.ok) throw await refusalOf(response)
    const split = splitter()
    for await (const piece of piecesOf(response.body!)) {
      for (const line of split(piece)) {
        if (skip > 0) {
          skip -= 1
          continue
        }
        seen.lines += 1
        waiting.push(parseLine(line))
      }
    }
  } finally {
    clearInterval(timer)
    if (!signal.aborted) draw()
  }
}

function withLines(state: LogState, added: readonly LogLine[]): LogState {
  const lines = [...state.lines, ...added]
  const over = Math.ceil(Math.max(0, lines.length - kept) / letGo) * letGo
  return { ...state, lines: over > 0 ? lines.slice(over) : lines, dropped: state.dropped + over }
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
