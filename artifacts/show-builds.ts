/** Shows the progress of builds: the one view of long work for people, at most one JSON line per second with `--json`. */
import { showOne } from '@opads/command/progress'
import type { News } from './contract.ts'

type Stream = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }
type BuildView = {
  readonly report: (news: News) => void
  /** Leaves the last line. */
  readonly end: (isDone: boolean) => void
}

/** @param now milliseconds */
export function showBuilds(isJson: boolean, stream: Stream, now: () => number): BuildView {
  return isJson ? forPrograms(stream, now) : forPeople(stream, now)
}

function forPrograms(stream: Stream, now: () => number): BuildView {
  let last = Number.NEGATIVE_INFINITY
  return {
    report: (news) => {
      const isStep = news.share === undefined || news.share === 1 || news.made !== undefined
      if (!isStep && now() - last < 1000) return
      last = now()
      stream.write(`${JSON.stringify(news)}\n`)
    },
    end: () => {},
  }
}

/** The time that is left is known by the share of all builds; until there is one, ten minutes are guessed. */
function forPeople(stream: Stream, now: () => number): BuildView {
  const view = showOne('Programs', 600, stream, now)
  return {
    report: ({ note, shareOfAll, made }) =>
      view.note({
        note,
        ...(shareOfAll !== undefined && { share: shareOfAll }),
        ...(made !== undefined && { made }),
      }),
    end: view.end,
  }
}
