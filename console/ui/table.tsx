/**
 * The one table of the console. Sort, search and page stand in the address, hidden columns are kept by the browser; j and k
 * go from row to row, enter opens. What a list has not read yet is read when it is paged to, sorted or searched.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '../words/language.tsx'
import { Button } from './button.tsx'
import { ColumnChoice, shownOf } from './column-choice.tsx'
import { Empty } from './empty.tsx'
import { useHiddenColumns } from './hidden-columns.ts'
import { Pager } from './pager.tsx'
import { Problem } from './problem.tsx'
import { found, nextSort, pageOf, sorted } from './rows.ts'
import { SearchField } from './search-field.tsx'
import { stillOrder } from './still.ts'
import { type Column, TableRows } from './table-rows.tsx'
import { useTableState } from './table-state.ts'

export type { Column } from './table-rows.tsx'

/** What was asked for the rows: a later reading may fail, and a list may have more. */
export type Source = {
  readonly error: unknown
  refetch(): Promise<unknown>
  readonly hasNextPage?: boolean
  readonly isFetchingNextPage?: boolean
  fetchNextPage?(): Promise<unknown>
}
type Props<Row> = {
  /** Hidden columns are kept under it. */
  readonly name: string
  /** Of several tables on a page: what stands before its words in the address. */
  readonly address?: string
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly source: Source
  /** What stands there where there are no rows. */
  readonly empty: ReactNode
  /** Behind the search. */
  readonly filters?: ReactNode
  /** The server searches: its field is among the filters. */
  readonly isSearched?: boolean
}
const pageSize = 50
/** Fewer rows are seen at a glance. */
const searchedFrom = 6
/** So much of a list is read to sort or search it. */
const mostRows = 2000

export function Table<Row>(props: Props<Row>) {
  const { name, address = '', label, columns, rows, rowKey, source, empty, filters, isSearched } = props
  const { table: say, verbs } = useWords()
  const [{ sort, find, page: wanted = 1 }, set] = useTableState(address)
  const [hidden, setHidden] = useHiddenColumns(name)
  const matching = sorted(found(rows, columns, find), columns, sort)
  const [still, hold] = useStill(matching, rowKey)
  const page = pageOf(still, wanted, pageSize)
  useWholeList(source, rows.length, sort !== undefined || find !== undefined)
  const hasSearch = !isSearched && (rows.length >= searchedFrom || find !== undefined)
  return (
    <>
      {source.error != null && (
        <Problem failure={source.error}>
          <Button onPress={() => void source.refetch()}>{verbs.again}</Button>
        </Problem>
      )}
      {(filters || hasSearch) && (
        <div className="filters">
          {hasSearch && (
            <SearchField
              label={say.find}
              value={find}
              onChange={(next) => set({ find: next, page: undefined })}
            />
          )}
          {filters}
        </div>
      )}
      {rows.length === 0 && empty}
      {rows.length > 0 && matching.length === 0 && (
        <Empty say={say.noMatch(find ?? '')}>
          <Button onPress={() => set({ find: undefined, page: undefined })}>{say.clear}</Button>
        </Empty>
      )}
      {matching.length > 0 && (
        <div className="table" onPointerEnter={() => hold(true)} onPointerLeave={() => hold(false)}>
          <TableRows
            label={label}
            columns={shownOf(columns, hidden)}
            rows={page.shown}
            rowKey={rowKey}
            sort={sort}
            onSort={(key) => {
              hold(false)
              set({ sort: nextSort(key, sort), page: undefined })
            }}
            choice={<ColumnChoice columns={columns} hidden={hidden} onChange={setHidden} />}
          />
        </div>
      )}
      <Pager page={page} total={matching.length} source={source} go={(next) => set({ page: next })} />
    </>
  )
}

/** Rows that move wait until the pointer leaves them. */
function useStill<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
): [readonly Row[], (isHeld: boolean) => void] {
  const [isHeld, setHeld] = useState(false)
  const order = useRef<readonly string[]>([])
  const shown = isHeld ? stillOrder(rows, rowKey, order.current) : rows
  const hold = (isOn: boolean) => {
    order.current = shown.map(rowKey)
    setHeld(isOn)
  }
  return [shown, hold]
}

/** A sort or a search speaks of the whole list, not of what happened to be read. */
function useWholeList(
  { hasNextPage, isFetchingNextPage, fetchNextPage }: Source,
  count: number,
  isWanted: boolean,
) {
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetchingNextPage && count < mostRows) void fetchNextPage?.()
  }, [isWanted, hasNextPage, isFetchingNextPage, count])
}
