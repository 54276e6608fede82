/** Renders steps as a tree for a terminal or as plain lines; `progress.ts` writes them. Pure. */

export type Line = {
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'unchanged' | 'failed' | 'stopped'
  readonly seconds?: number
  readonly note?: string
}

const shapes = { waiting: '○', running: '◐', done: '●', unchanged: '●', failed: '✕', stopped: '○' } as const
const colours = {
  waiting: '90',
  running: '36',
  done: '32',
  unchanged: '32',
  failed: '31',
  stopped: '33',
} as const
/** Shown instead of the duration. */
const rightWords: Partial<Record<Line['state'], string>> = { unchanged: 'nothing to do', stopped: 'stopped' }

/** Width of the longest title. */
export const columnOf = (lines: readonly Pick<Line, 'title'>[]): number =>
  Math.max(0, ...lines.map(({ title }) => title.length))

export function drawTree(lines: readonly Line[], width: number, hasColour: boolean): string {
  return lines.map((line) => drawLine(line, columnOf(lines), width, hasColour)).join('\n')
}

/** @param column least width of the title. @param width `Infinity` without a terminal: nothing is cut */
export function drawLine(line: Line, column: number, width: number, hasColour: boolean): string {
  const right = rightWords[line.state] ?? (line.seconds === undefined ? '' : duration(line.seconds))
  const room = Math.max(20, Math.min(width, 100) - right.length - 4)
  const text = line.note ? `${line.title.padEnd(column)}  ${line.note}` : line.title
  const words = (Number.isFinite(width) ? cut(text, room) : text).padEnd(room)
  const shape = hasColour ? `\x1b[${colours[line.state]}m${shapes[line.state]}\x1b[0m` : shapes[line.state]
  return `  ${shape} ${words}${right}`.trimEnd()
}

/** 8.2 → "8 s", 71 → "1 m 11 s". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  return `${Math.floor(whole / 60)} m ${whole % 60} s`
}

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 2)}… ` : text)
