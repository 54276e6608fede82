/**
 * The one view of long work, for all rooms: shows its tasks. On a terminal a tree, redrawn in place every second; elsewhere one line per finished task, program or image,
 * and the total progress twice a minute.
 */
import { type JournalEntry, type Progress, type Report, type Step, secondsLeft } from '@opads/kernel/step'
import { columnOf, drawLine, drawTree, duration, type Line } from './progress-lines.ts'

/** A piece of long work: a step of `up`, a build, a tier of tests. */
type Task = Pick<Step<never>, 'id' | 'title' | 'needs' | 'estimateSeconds'>
export type TaskEvent<T extends Task = Task> =
  | { readonly kind: JournalEntry['event']; readonly step: T; readonly seconds: number }
  | ({ readonly kind: 'note'; readonly step: T } & Parameters<Report>[0])

type Screen = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }
type Show = {
  readonly report: (event: TaskEvent) => void
  readonly close: () => void
}
const redrawMs = 1000
const sayMs = 30_000

/** @param now milliseconds */
export function show(
  steps: readonly Task[],
  recorded: ReadonlyMap<string, number>,
  screen: Screen,
  now: () => number,
): Show {
  const state = stateOf(steps, recorded, now)
  const isLive = screen.isTTY === true
  const hasColour = isLive && process.env.NO_COLOR === undefined
  const width = isLive ? screen.columns || 100 : Number.POSITIVE_INFINITY
  let height = 0

  const draw = () => {
    const end = state.isOver() ? '' : `  about ${duration(state.left())} left`
    screen.write(
      `${height > 0 ? `\x1b[${height}A` : ''}\x1b[0J${drawTree(state.lines(), width, hasColour)}\n${end}\n`,
    )
    height = steps.length + 1
  }
  const write = (line: Line) => void screen.write(`${drawLine(line, columnOf(steps), width, false)}\n`)
  const say = () => {
    const works = state.lines().filter((line) => line.state === 'running')
    const [share, left] = [Math.floor(state.share() * 100), duration(state.left())]
    const note = works.map((line) => `${line.title} ${line.note ?? ''}`.trim()).join('; ')
    write({ title: `${share} %, about ${left} left`, state: 'running', note })
  }
  const ticks = setInterval(isLive ? draw : say, isLive ? redrawMs : sayMs)
  ticks.unref()

  return {
    report: (event) => {
      state.take(event)
      if (isLive) return draw()
      const { title } = event.step
      if (event.kind !== 'note') {
        if (event.kind !== 'started') write({ title, state: event.kind, seconds: event.seconds })
      } else if (event.made !== undefined) write({ title, state: 'running', note: event.made })
    },
    close: () => {
      clearInterval(ticks)
      if (isLive) draw()
    },
  }
}

/** The state of each step, from its events. */
function stateOf(steps: readonly Task[], recorded: ReadonlyMap<string, number>, now: () => number) {
  const lines = new Map<string, Line>(steps.map((step) => [step.id, { title: step.title, state: 'waiting' }]))
  const begun = new Map<string, { readonly at: number; readonly share?: number }>()
  const finished = new Set<string>()
  const first = now()
  const secondsSince = (at: number) => (now() - at) / 1000
  const left = () => {
    const running = [...begun].map(([id, { at, ...more }]): [string, Progress] => [
      id,
      { elapsed: secondsSince(at), ...more },
    ])
    return secondsLeft(steps, finished, recorded, new Map(running))
  }
  return {
    take: (event: TaskEvent) => {
      const { id, title } = event.step
      if (event.kind === 'started') begun.set(id, { at: now() })
      else if (event.kind !== 'note') begun.delete(id)
      if (event.kind === 'done' || event.kind === 'unchanged') finished.add(id)
      const before = lines.get(id)!
      if (event.kind === 'note') {
        const { share, note = event.made ?? before.note ?? '' } = event
        lines.set(id, { ...before, note })
        if (share !== undefined) begun.set(id, { at: begun.get(id)?.at ?? now(), share })
      } else
        lines.set(id, {
          title,
          state: event.kind === 'started' ? 'running' : event.kind,
          seconds: event.seconds,
        })
    },
    /** In the order of the steps; a running step with its seconds so far. */
    lines: (): readonly Line[] =>
      [...lines].map(([id, line]) => {
        const work = begun.get(id)
        return work ? { ...line, seconds: secondsSince(work.at) } : line
      }),
    isOver: () =>
      finished.size === steps.length ||
      [...lines.values()].some(({ state }) => state === 'failed' || state === 'stopped'),
    left,
    /** Progress by time, 0 to 1. */
    share: () => {
      const [gone, remains] = [secondsSince(first), left()]
      return gone + remains > 0 ? gone / (gone + remains) : 0
    },
  }
}

/**
 * Shows `work` as one task from its first news to its end; where it reports nothing, nothing is shown.
 * @param screen none: the answer alone is wanted, as with `--json`
 */
export async function shown<T>(
  title: string,
  estimateSeconds: number,
  screen: Screen | undefined,
  work: (report: Report) => Promise<T>,
): Promise<T> {
  if (screen === undefined) return work(() => {})
  const view = showOne(title, estimateSeconds, screen)
  try {
    const result = await work(view.note)
    view.end(true)
    return result
  } catch (failure) {
    view.end(false)
    throw failure
  }
}

/** News of which each is a line where there is no terminal: a task of a playbook, a run of a measurement. */
export const eachLine =
  (report: Report) =>
  (words: string, share?: number): void =>
    report({ note: words, made: words, ...(share !== undefined && { share }) })

/** The view of work that is one task: a download, builds in turn. `end` leaves its last line. */
export function showOne(
  title: string,
  estimateSeconds: number,
  screen: Screen,
  now: () => number = Date.now,
): { readonly note: Report; readonly end: (isDone: boolean) => void } {
  const step: Task = { id: title, title, needs: [], estimateSeconds }
  const begun = now()
  let view: Show | undefined // nothing is shown where there was nothing to do
  const shown = () => {
    if (view) return view
    view = show([step], new Map(), screen, now)
    view.report({ kind: 'started', step, seconds: 0 })
    return view
  }
  return {
    note: (news) => shown().report({ kind: 'note', step, ...news }),
    end: (isDone) => {
      view?.report({ kind: isDone ? 'done' : 'failed', step, seconds: (now() - begun) / 1000 })
      view?.close()
    },
  }
}
