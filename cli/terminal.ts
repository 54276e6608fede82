/** What the process's own streams and environment say about how to draw. */
import type { Page } from './page.ts'

type Stream = { readonly isTTY?: boolean; readonly columns?: number }

/** `isUtc` is the wish of the words; without a terminal nothing is cut and nothing coloured. */
export function pageOf(stream: Stream, environment: NodeJS.ProcessEnv, isUtc: boolean, now: number): Page {
  const isTerminal = stream.isTTY === true
  return {
    width: isTerminal ? stream.columns || 80 : Number.POSITIVE_INFINITY,
    hasColour: isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb',
    now,
    isUtc,
  }
}

/** Whether `--json` stands among the words, before any `--`: asked before anything else is read. */
export function asksJson(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return words.slice(0, end === -1 ? undefined : end).includes('--json')
}
