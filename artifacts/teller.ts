/** Prints the progress of a build: one changing line on a terminal, else at most one line per second; JSON lines with `--json`. */
import type { News } from './contract.ts'

type Stream = { readonly isTTY?: boolean; write(text: string): unknown }

/** @param now milliseconds */
export function teller(isJson: boolean, stream: Stream, now: () => number): (news: News) => void {
  let last = Number.NEGATIVE_INFINITY
  return (news) => {
    const isStep = news.share === undefined || news.share === 1 || news.made !== undefined
    if (!isStep && now() - last < 1000) return
    last = now()
    if (isJson) stream.write(`${JSON.stringify(news)}\n`)
    else if (stream.isTTY) stream.write(`\r\u001b[K  ${news.note}${isStep ? '\n' : ''}`)
    else stream.write(`${news.note}\n`)
  }
}
