/** How text is rendered for one reader: width, colour, time. Pure. */

export type Page = {
  /** Columns; `Infinity` without a terminal, so that nothing is cut. */
  readonly width: number
  readonly hasColour: boolean
  readonly now: number
  readonly isUtc: boolean
  /** As the person named it; commands that are shown repeat it. */
  readonly cloud?: string
}
/** Colours of states, and the accent. */
type Colour = 'good' | 'busy' | 'warn' | 'bad' | 'faint' | 'accent'
const codes = { good: '32', busy: '36', warn: '33', bad: '31', faint: '90', accent: '36' } as const

export const paint = (page: Pick<Page, 'hasColour'>, colour: Colour, text: string): string =>
  page.hasColour && text !== '' ? `\x1b[${codes[colour]}m${text}\x1b[0m` : text

/** A shape and its colour. */
type Mark = { readonly shape: string; readonly colour: Colour }
const marks = { good: '●', busy: '◐', bad: '✕', warn: '▲', faint: '○' } as const
const stateColours: Readonly<Record<string, keyof typeof marks>> = {
  healthy: 'good', ready: 'good', succeeded: 'good',
  working: 'busy', running: 'busy', starting: 'busy', leaving: 'busy',
  failed: 'bad', crashed: 'bad',
  waiting: 'warn', unknown: 'warn',
} // biome-ignore format: a table of states

/** The shape of a state, the same in the console. */
export function markOf(state: string): Mark {
  const colour = stateColours[state] ?? 'faint'
  return { shape: marks[colour], colour }
}
export const marked = (page: Page, state: string, text: string = state): string => {
  const { shape, colour } = markOf(state)
  return `${paint(page, colour, shape)} ${text}`
}

/** "1 pod", "3 pods". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
