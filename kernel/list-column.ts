/** A column of a list that console and command line both show: its value, its titles, its format. Pure. */

/** On a small screen `figure` moves to a second line and `more` to a third, with its title; `rest` is shown only if there is room. */
export type ListPlace = 'name' | 'state' | 'figure' | 'more' | 'rest'
type ListState = { readonly state: string; readonly reason: string | null }

type Formatted<Format extends string, Row, Value> = {
  readonly format: Format
  readonly of: (row: Row) => Value
}
export type ListColumn<Row> = {
  /** Also in the address of a sorted table: `sort=-age`. */
  readonly key: string
  readonly en: string
  readonly zh: string
  readonly at: ListPlace
} & (
  | (Formatted<'text', Row, string | null> & {
      /** Its texts in the order in which they are sorted; by default the alphabet's. */
      readonly order?: readonly string[]
    })
  /** Of an object or a machine; a long one may be cut in the middle. */
  | Formatted<'name', Row, string | null>
  | Formatted<'labels', Row, Readonly<Record<string, string>>>
  | Formatted<'number', Row, number | null>
  /** How long ago a time was. */
  | Formatted<'age', Row, string | null>
  | Formatted<'status', Row, ListState>
)

/** The value in one line; `null`: there is none. A time stays as it was sent. */
export function lineOf<Row>(column: ListColumn<Row>, row: Row): string | null {
  switch (column.format) {
    case 'labels':
      return labelsOf(column.of(row)) || null
    case 'number':
      return column.of(row)?.toString() ?? null
    case 'status': {
      const { state, reason } = column.of(row)
      return reason === null ? state : `${state}: ${reason}`
    }
    default:
      return column.of(row)
  }
}

/** Rows are sorted by it: numbers by size, the newest first, texts that have an order by that. */
export function rankOf<Row>(column: ListColumn<Row>, row: Row): string | number {
  if (column.format === 'number') return column.of(row) ?? Number.NEGATIVE_INFINITY
  if (column.format === 'age') return -Date.parse(column.of(row) ?? '1970-01-01')
  const line = lineOf(column, row) ?? ''
  return column.format === 'text' && column.order ? column.order.indexOf(line) : line
}

const labelsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ')
