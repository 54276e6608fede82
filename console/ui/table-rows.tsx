/** A table: name first, numbers right, sort in the address, j and k between rows, enter opens; two lines a row on a small screen. */
import { type ReactNode, useRef, useState } from 'react'
import { nextSort, type Sortable, sorted } from './sorting.ts'
import { stillOrder } from './still.ts'

export type Column<Row> = Sortable<Row> & {
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** `figure`: the second line of a small screen; `more`: not on a small one; `rest`: only where there is room. */
  readonly at: 'name' | 'state' | 'figure' | 'more' | 'rest'
  readonly isNumber?: boolean
  readonly isWide?: boolean
  /** Says what the figure is where there is no head. */
  readonly label?: string
}
type Props<Row> = {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly sort?: string | undefined
  readonly onSort?: (sort: string | undefined) => void
}

export function Table<Row>({ label, columns, rows, rowKey, sort, onSort }: Props<Row>) {
  const [isUnderPointer, setUnderPointer] = useState(false)
  const order = useRef<readonly string[]>([])
  const wanted = sorted(rows, columns, sort)
  const shown = isUnderPointer ? stillOrder(wanted, rowKey, order.current) : wanted
  const hold = (isOn: boolean) => {
    order.current = shown.map(rowKey)
    setUnderPointer(isOn)
  }
  const directionOf = (key: string) =>
    sort === key ? ('ascending' as const) : sort === `-${key}` ? ('descending' as const) : undefined
  return (
    <div className="table" onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}>
      <table aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, head, at, isNumber, sortBy }) => (
              <th
                key={key}
                scope="col"
                data-at={at}
                className={isNumber ? 'end' : undefined}
                aria-sort={directionOf(key)}
              >
                {sortBy && onSort ? (
                  <button
                    type="button"
                    onClick={() => {
                      setUnderPointer(false)
                      onSort(nextSort(key, sort))
                    }}
                  >
                    {head}
                  </button>
                ) : (
                  <span className={at === 'state' && isNumber ? 'hidden' : undefined}>{head}</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, cell, at, isNumber, isWide, label: figure }) => (
                <td
                  key={key}
                  data-at={at}
                  data-label={figure}
                  className={isNumber ? 'end' : isWide ? 'wide' : undefined}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
