/** Pages of lists that are ordered by a number, newest first. Pure. */
import { inputFault } from '@opads/kernel/input-fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'

/** PostgreSQL's int. */
const mostId = 2 ** 31 - 1

/** @throws Problem `input.invalid` for a malformed cursor */
export function cursorOf(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  const id = /^[1-9]\d{0,9}$/.test(cursor) ? Number(cursor) : 0
  if (id > 0 && id <= mostId) return id
  const faults = [inputFault('cursor', said('input.cursor'))]
  throw new Problem('input.invalid', { source: said('input.query'), count: 1, faults })
}

/** @param rows one more than `limit` where there is a next page */
export function pageOf<Row extends { readonly id: number }, Item>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit)
  return { items: shown.map(view), next: rows.length > limit ? String(shown.at(-1)!.id) : null }
}
