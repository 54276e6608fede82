/**
 * Shows the steps. On a terminal a tree, redrawn in place every second; elsewhere one line per finished step, program or image,
 * and the total progress twice a minute.
 */
import { type Progress, type Step, secondsLeft } from '@opads/kernel/step'
import type { StepEvent } from './run-steps.ts'
import { columnOf, drawLine, drawTree, duration, type Line } from './tree.ts'

type Screen = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }
export type Show<World> = {
  readonly tell: (event: StepEvent<World>) => void
  readonly close: () => void
}
const redrawMs = 1000
const sayMs = 30_000

/** @param now milliseconds */
export function show<World>(
  steps: readonly Step<World>[],
  recorded: ReadonlyMap<string, number>,
  screen: Screen,
  now: () => number,
): Show<World> {
  const state = stateOf(steps, recorded, now)
  const isLive = screen.isTTY === true
  const hasColour = isLive && process.env.NO_COLOR === undefined
  const width = screen.columns ?? 100
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
    tell: (event) => {
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
function stateOf<World>(
  steps: readonly Step<World>[],
  recorded: ReadonlyMap<string, number>,
  now: () => number,
) {
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
    take: (event: StepEvent<World>) => {
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
