/** Rows by key, and by the values of indexes: the rows with a value are found without looking at the others. Pure. */

/** By the index's name: the value under which a row is found. `null`: the row is not in this index. */
export type Indexes<Row, Index extends string> = Readonly<Record<Index, (row: Row) => string | null>>

const none: ReadonlyMap<string, never> = new Map<string, never>()

/** Rows must not be changed in place: a row's old places are found by the values of the old row. */
export function indexedRows<Row, Index extends string>(indexes: Indexes<Row, Index>) {
  const all = new Map<string, Row>()
  const finders = Object.entries<(row: Row) => string | null>(indexes)
  const places = new Map(finders.map(([index]) => [index, new Map<string, Map<string, Row>>()]))
  /** @param row `undefined`: the row is deleted */
  const change = (key: string, row: Row | undefined): void => {
    const before = all.get(key)
    if (row === undefined) all.delete(key)
    else all.set(key, row)
    for (const [index, find] of finders) {
      const byValue = places.get(index)!
      const was = before === undefined ? null : find(before)
      const is = row === undefined ? null : find(row)
      if (was !== null && was !== is) {
        const rows = byValue.get(was)!
        rows.delete(key)
        if (rows.size === 0) byValue.delete(was)
      }
      if (is === null) continue
      const rows = byValue.get(is) ?? new Map<string, Row>()
      byValue.set(is, rows.set(key, row!))
    }
  }
  return {
    all: all as ReadonlyMap<string, Row>,
    /** By key, as in `all`. It is valid until the next change. */
    by: (name: Index, value: string): ReadonlyMap<string, Row> => places.get(name)?.get(value) ?? none,
    put: (key: string, row: Row): void => change(key, row),
    remove: (key: string): void => change(key, undefined),
  }
}
