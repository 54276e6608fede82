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

/** Whether `--json` is among the words before any `--`; asked before the words are parsed. */
export function asksJson(words: readonly string[]): boolean {
  const end = words.indexOf('--')
  return words.slice(0, end === -1 ? undefined : end).includes('--json')
}

/** The cloud that the words name, for hints; asked before the words are parsed. */
export function givenCloud(words: readonly string[]): { readonly cloud?: string } {
  const at = words.findIndex((word) => word === '--cloud' || word.startsWith('--cloud='))
  const cloud = words[at] === '--cloud' ? words[at + 1] : words[at]?.slice('--cloud='.length)
  return cloud ? { cloud } : {}
}
