/** How to render, from the process's streams and environment. */
import type { Page } from './page.ts'

type Stream = { readonly isTTY?: boolean; readonly columns?: number }

/** `isUtc`: from the options. Without a terminal nothing is cut and nothing coloured. */
export function pageOf(stream: Stream, environment: NodeJS.ProcessEnv, isUtc: boolean, now: number): Page {
  const isTerminal = stream.isTTY === true
  return {
    width: isTerminal ? stream.columns || 80 : Number.POSITIVE_INFINITY,
    hasColour: isTerminal && !environment.NO_COLOR && environment.TERM !== 'dumb',
    now,
    isUtc,
  }
}
