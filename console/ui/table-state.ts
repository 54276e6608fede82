/** A table's sort, search and page in the URL. Where a page has several tables, each has its name as prefix. */
import { useNavigate, useSearch } from '@tanstack/react-router'

export type TableState = {
  readonly sort?: string | undefined
  readonly find?: string | undefined
  readonly page?: number | undefined
}

/** @param name '' for the only table of a page */
export function useTableState(name: string): [TableState, (change: TableState) => void] {
  const address: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const keyOf = (key: string) => (name === '' ? key : `${name}.${key}`)
  const textAt = (key: string) => address[keyOf(key)] as string | undefined
  const set = (change: TableState) => {
    const named = Object.fromEntries(Object.entries(change).map(([key, value]) => [keyOf(key), value]))
    void navigate({
      to: '.',
      search: ((before: object) => ({ ...before, ...named })) as never,
      replace: true,
      resetScroll: false,
    })
  }
  return [{ sort: textAt('sort'), find: textAt('find'), page: Number(textAt('page') ?? 1) }, set]
}
