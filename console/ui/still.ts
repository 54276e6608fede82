/** The order of live rows while the pointer rests on them: nothing moves away under it, what is new comes last. Pure. */
export function stillOrder<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  before: readonly string[],
): readonly Row[] {
  const place = new Map(before.map((key, index) => [key, index]))
  return rows
    .map((row, index) => ({ row, at: place.get(keyOf(row)) ?? before.length + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row)
}
