/** Order of live rows while the pointer is on them: known rows stay in place, new ones come last. Pure. */
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
