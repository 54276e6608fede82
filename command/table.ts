/** Rows for people: columns as wide as needed, narrower on a narrow terminal, never broken over two lines. Pure. */
import { plain } from './closing.ts'
import { markOf, type Page, paint } from './page.ts'
import { cut, padded, textWidth } from './text-width.ts'

/** `state` puts its shape before the text. */
export type Cell = string | { readonly state: string; readonly text: string }
export type Column<Row> = {
  readonly title: string
  readonly cell: (row: Row) => Cell
  readonly isNumber?: boolean
  /** Cut when the terminal is narrow. */
  readonly isFlexible?: boolean
  /** Left out when it is narrower still; the last such column first. */
  readonly isSpare?: boolean
}
const gap = 3
const least = 12

export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], page: Page): string {
  const shown = fitting(columns, rows, page.width)
  const widths = shrunk(shown, rows, page.width)
  const line = (cells: readonly (readonly [plain: string, painted: string])[]) =>
    `  ${cells
      .map(([plain, painted], index) => {
        const space = ' '.repeat(Math.max(0, widths[index]! - textWidth(plain)))
        return shown[index]!.isNumber ? space + painted : painted + space
      })
      .join(' '.repeat(gap))}`.trimEnd()
  const head = line(shown.map((one) => [one.title, paint(page, 'faint', one.title)]))
  const body = rows.map((row) =>
    line(
      shown.map((one, index) => {
        const cell = one.cell(row)
        const plain = cut(plainOf(cell), widths[index]!)
        if (typeof cell === 'string') return [plain, plain]
        const { shape, colour } = markOf(cell.state)
        return [plain, paint(page, colour, shape) + plain.slice(shape.length)]
      }),
    ),
  )
  return `${[head, ...body].join('\n')}\n`
}

/** Lines of "label   value"; values with several lines stay under each other. */
export function facts(pairs: readonly (readonly [label: string, value: string])[], page: Page): string {
  const width = Math.max(...pairs.map(([label]) => textWidth(label)))
  return pairs
    .map(([label, value]) =>
      `  ${paint(page, 'faint', padded(label, width))}   ${value.replaceAll('\n', `\n${' '.repeat(width + 5)}`)}`.trimEnd(),
    )
    .join('\n')
    .concat('\n')
}

const plainOf = (cell: Cell) =>
  plain(typeof cell === 'string' ? cell : `${markOf(cell.state).shape} ${cell.text}`)

const natural = <Row>(column: Column<Row>, rows: readonly Row[]) =>
  Math.max(textWidth(column.title), ...rows.map((row) => textWidth(plainOf(column.cell(row)))))

const total = (widths: readonly number[]) =>
  widths.reduce((sum, width) => sum + width, 2 + gap * (widths.length - 1))

/** Leaves out spare columns until the rest fits with flexible columns at their least width. */
function fitting<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  room: number,
): readonly Column<Row>[] {
  const smallest = columns.map((one) =>
    one.isFlexible ? Math.min(least, natural(one, rows)) : natural(one, rows),
  )
  if (total(smallest) <= room) return columns
  const last = columns.findLastIndex((one) => one.isSpare)
  return last === -1 ? columns : fitting(columns.toSpliced(last, 1), rows, room)
}

/** Narrows the widest flexible column until all fits. */
function shrunk<Row>(columns: readonly Column<Row>[], rows: readonly Row[], room: number): readonly number[] {
  const widths = columns.map((one) => natural(one, rows))
  while (total(widths) > room) {
    const widest = Math.max(...widths.filter((width, index) => columns[index]!.isFlexible && width > least))
    const at = widths.findIndex((width, index) => columns[index]!.isFlexible && width === widest)
    if (at === -1) break
    widths[at]! -= 1
  }
  return widths
}
