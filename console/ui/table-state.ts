/** What a table was asked for, in the address: its sort, its search, its page. Of several tables on a page each has its name before. */
import { useSearch } from '@tanstack/react-router'
import { useSearchChange } from './search-change.ts'

type TableState = {
  readonly sort?: string | undefined
  readonly find?: string | undefined
  readonly page?: number | undefined
}

/** @param name '' for the only table of a page */
export function useTableState(name: string): [TableState, (change: TableState) => void] {
  const address = useSearch({ strict: false }) as Readonly<Record<string, unknown>>
  const change = useSearchChange({ isScrollKept: true })
  const keyOf = (key: string) => (name === '' ? key : `${name}.${key}`)
  const textAt = (key: string) => address[keyOf(key)] as string | undefined
  const set = (next: TableState) =>
    change(Object.fromEntries(Object.entries(next).map(([key, value]) => [keyOf(key), value])))
  return [{ sort: textAt('sort'), find: textAt('find'), page: Number(textAt('page') ?? 1) }, set]
}
