/** What the address may hold behind `?`: readers for the routes' `search`. What is not understood is left out. Pure. */

export type Given = Readonly<Record<string, unknown>>

/** The router reads `42` as a number; a name may look like one. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined
/** A name as Pluto takes it; anything else would be refused. */
export const named = (value: unknown): string | undefined => {
  const given = text(value)
  return given !== undefined && /^[a-z][a-z0-9-]{0,29}$/.test(given) ? given : undefined
}
export const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined =>
  known.find((one) => one === value)
export const yes = (value: unknown): true | undefined => (value === true ? true : undefined)

/** Parameters of tables (`ui/table-state.ts`): `sort`, `find` and `page`, with the table's name as prefix where a page has several. */
export const tablesSearch = (given: Given): Record<never, never> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => /^([a-z][a-z0-9-]*\.)?(sort|find|page)$/.test(key))
      .map(([key, value]) => [key, text(value)?.slice(0, 100)]),
  )
