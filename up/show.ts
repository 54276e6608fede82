/** Puts the tree on the screen: redrawn in place on a terminal, every second while something works; one line a finished step elsewhere. */
import { type Step, secondsLeft } from '@opads/kernel/step'
import type { StepEvent } from './run-steps.ts'
import { drawLine, drawTree, duration, type Line } from './tree.ts'

type Screen = { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown }
export type Show<World> = {
  readonly tell: (event: StepEvent<World>) => void
  readonly close: () => void
}

/** @param now milliseconds */
export function show<World>(
  steps: readonly Step<World>[],
  recorded: ReadonlyMap<string, number>,
  screen: Screen,
  now: () => number,
): Show<World> {
  const lines = new Map<string, Line>(steps.map((step) => [step.id, { title: step.title, state: 'waiting' }]))
  const finished = new Set<string>()
  const isLive = screen.isTTY === true
  const hasColour = isLive && process.env.NO_COLOR === undefined
  const width = screen.columns ?? 100
  let height = 0
  let began = now()

  const draw = () => {
    const elapsed = (now() - began) / 1000
    const rows = [...lines.values()].map((line) =>
      line.state === 'running' ? { ...line, seconds: elapsed } : line,
    )
    const left = Math.max(0, secondsLeft(steps, finished, recorded) - elapsed)
    const isOver = finished.size === steps.length || rows.some((line) => line.state === 'failed')
    const text = `${drawTree(rows, width, hasColour)}\n${isOver ? '' : `  about ${duration(left)} left`}\n`
    screen.write(`${height > 0 ? `\x1b[${height}A` : ''}\x1b[0J${text}`)
    height = lines.size + 1
  }
  const ticks = isLive ? setInterval(draw, 1000) : undefined
  ticks?.unref()

  return {
    tell: (event) => {
      const before = lines.get(event.step.id)!
      if (event.kind === 'started') began = now()
      const line: Line =
        event.kind === 'note'
          ? { ...before, note: event.note ?? before.note ?? '' }
          : {
              title: before.title,
              state: event.kind === 'started' ? 'running' : event.kind,
              seconds: event.seconds,
            }
      lines.set(event.step.id, line)
      if (event.kind === 'done' || event.kind === 'unchanged') finished.add(event.step.id)
      if (isLive) draw()
      else if (event.kind !== 'note' && event.kind !== 'started')
        screen.write(`${drawLine(line, width, false)}\n`)
    },
    close: () => {
      clearInterval(ticks)
      if (isLive) draw()
    },
  }
}
