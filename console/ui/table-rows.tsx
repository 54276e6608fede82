/** Head and rows of a table: name first, numbers right; three lines per row on a small screen. */
import type { ListPlace } from '@opads/kernel/list-column'
import type { ReactNode } from 'react'
import type { Sortable } from './rows.ts'

export type Column<Row> = Sortable<Row> & {
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  readonly at: ListPlace
  readonly isNumber?: boolean
  readonly isWide?: boolean
  /** A column of buttons: without a visible head, and it cannot be hidden. */
  readonly isAct?: boolean
  /** Said before the value where the head is not shown; `more` says its head. */
  readonly label?: string
}
type Props<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly sort: string | undefined
  readonly onSort: (key: string) => void
  /** At the end of the head. */
  readonly choice: ReactNode
}

export const TableRows = <Row,>({ label, columns, rows, rowKey, sort, onSort, choice }: Props<Row>) => (
  <table aria-label={label}>
    <thead>
      <tr>
        {columns.map((column) => (
          <Head key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
        <td className="at-end">{choice}</td>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={rowKey(row)}>
          {columns.map(({ key, head, cell, at, isNumber, isWide, label: figure }) => (
            <td
              key={key}
              data-at={at}
              data-label={figure ?? (at === 'more' ? head : undefined)}
              className={isNumber ? 'end' : isWide ? 'wide' : undefined}
            >
              {cell(row)}
            </td>
          ))}
          <td className="at-end" />
        </tr>
      ))}
    </tbody>
  </table>
)

type HeadProps<Row> = Pick<Props<Row>, 'sort' | 'onSort'> & { readonly column: Column<Row> }
function Head<Row>({ column: { key, head, at, isNumber, isAct, sortBy }, sort, onSort }: HeadProps<Row>) {
  const direction = { [key]: 'ascending', [`-${key}`]: 'descending' } as const
  return (
    <th
      scope="col"
      data-at={at}
      className={isNumber ? 'end' : undefined}
      aria-sort={sort === undefined ? undefined : direction[sort]}
    >
      {sortBy ? (
        <button type="button" onClick={() => onSort(key)}>
          {head}
        </button>
      ) : (
        <span className={isAct ? 'hidden' : undefined}>{head}</span>
      )}
    </th>
  )
}
