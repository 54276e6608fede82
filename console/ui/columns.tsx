/** Columns that many tables have: a number, a text, a time. */
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

/** The whole text is a title too, since a narrow column cuts it. @param none shown faintly where there is no text */
export const textColumn = <Row,>({
  of,
  className,
  none = '',
  ...column
}: Kind<Row, string> &
  Pick<Column<Row>, 'isWide'> & { readonly className?: string; readonly none?: string }): Column<Row> => ({
  ...column,
  sortBy: of,
  cell: (row) => (
    <span className={of(row) === '' ? 'dim' : className} title={of(row)}>
      {of(row) || none}
    </span>
  ),
})

/** Sorted with the newest first; what has not happened comes last. */
export const timeColumn = <Row,>({ of, ...column }: Kind<Row, string | null>): Column<Row> => ({
  ...column,
  isNumber: true,
  sortBy: (row) => -Date.parse(of(row) ?? '1970-01-01'),
  cell: (row) => <Time at={of(row)} />,
})
