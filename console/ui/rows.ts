/** Searches, sorts and pages the rows of a table. A sort as in the URL: `age` ascending, `-age` descending. Pure. */
export type Sortable<Row> = {
  readonly key: string
  readonly sortBy?: (row: Row) => string | number
  /** The text to search; by default that of `sortBy`, if it is a text. */
  readonly findBy?: (row: Row) => string
}

/** Rows that contain every word. */
export function found<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  find: string | undefined,
): readonly Row[] {
  const words = find?.toLowerCase().split(/\s+/).filter(Boolean) ?? []
  if (words.length === 0) return rows
  const textOf = (row: Row) =>
    columns
      .map(({ findBy, sortBy }) => (findBy ?? sortBy)?.(row))
      .filter((text) => typeof text === 'string')
      .join('\n')
      .toLowerCase()
  return rows.filter((row) => {
    const text = textOf(row)
    return words.every((word) => text.includes(word))
  })
}

export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  sort: string | undefined,
): readonly Row[] {
  const isDown = sort?.startsWith('-') ?? false
  const by = columns.find((one) => one.key === sort?.replace(/^-/, ''))?.sortBy
  if (!by) return rows
  const compare = (a: Row, b: Row) => {
    const [left, right] = [by(a), by(b)]
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : String(left).localeCompare(String(right), 'en', { numeric: true })
    return isDown ? -order : order
  }
  return [...rows].sort(compare)
}

/** Ascending, descending, unsorted. */
export function nextSort(key: string, sort: string | undefined): string | undefined {
  if (sort === key) return `-${key}`
  return sort === `-${key}` ? undefined : key
}

/** `page`: the nearest existing one, as rows may have been removed. `from` and `to` count from 1. */
export function pageOf<Row>(rows: readonly Row[], wanted: number, size: number) {
  const pages = Math.max(1, Math.ceil(rows.length / size))
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages)
  const shown = rows.slice((page - 1) * size, page * size)
  return { page, pages, shown, from: (page - 1) * size + 1, to: (page - 1) * size + shown.length }
}
