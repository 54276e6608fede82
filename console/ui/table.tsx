/**
 * The table of all lists. Sort, search and page are in the URL, hidden columns in the browser's storage; j and k move between
 * rows, enter opens. More of a list is read when the user pages, sorts or searches.
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

/** The query of the rows: it may fail later, or have more pages. */
export type Source = {
  readonly error: unknown
  refetch(): Promise<unknown>
  readonly hasNextPage?: boolean
  readonly isFetchingNextPage?: boolean
  fetchNextPage?(): Promise<unknown>
}
type Props<Row> = {
  /** Key of the hidden columns. */
  readonly name: string
  /** Prefix of its query parameters, where a page has several tables. */
  readonly address?: string
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly source: Source
  /** Shown when there are no rows. */
  readonly empty: ReactNode
  /** Shown after the search field. */
  readonly filters?: ReactNode
  /** The server searches: its field is among the filters. */
  readonly isSearched?: boolean
}
const pageSize = 50
/** Fewer rows need no search field. */
const searchedFrom = 6
/** At most so many rows are read to sort or search a list. */
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

/** Rows keep their order until the pointer leaves them. */
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

/** Reads the whole list before a sort or search, which must not use only a part. */
function useWholeList(
  { hasNextPage, isFetchingNextPage, fetchNextPage }: Source,
  count: number,
  isWanted: boolean,
) {
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetchingNextPage && count < mostRows) void fetchNextPage?.()
  }, [isWanted, hasNextPage, isFetchingNextPage, count])
}
