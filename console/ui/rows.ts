/** A sort as the address holds it: `age` upwards, `-age` downwards. Pure. */
export type Sortable<Row> = { readonly key: string; readonly sortBy?: (row: Row) => string | number }

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

/** Up, down, as it was. */
export function nextSort(key: string, sort: string | undefined): string | undefined {
  if (sort === key) return `-${key}`
  return sort === `-${key}` ? undefined : key
}
