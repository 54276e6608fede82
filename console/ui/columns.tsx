/** Columns that many tables have: a number, a time. */
import type { Column } from './table.tsx'
import { Time } from './time.tsx'

type Kind<Row, Value> = Pick<Column<Row>, 'key' | 'head' | 'at' | 'label'> & {
  readonly of: (row: Row) => Value
}

export const numberColumn = <Row,>({ of, ...column }: Kind<Row, number>): Column<Row> => ({
  ...column,
  isNumber: true,
  sortBy: of,
  cell: of,
})

/** Sorted with the newest first; what has not happened comes last. */
export const timeColumn = <Row,>({ of, ...column }: Kind<Row, string | null>): Column<Row> => ({
  ...column,
  isNumber: true,
  sortBy: (row) => -Date.parse(of(row) ?? '1970-01-01'),
  cell: (row) => <Time at={of(row)} />,
})
