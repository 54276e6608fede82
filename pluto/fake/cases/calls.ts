/** A call as one line of a table, by who makes it: `mine(404, show, { params })`. */
import type { Case, Who } from './case.ts'

type More = Omit<Case, 'route' | 'status' | 'as'>

const by =
  (as?: Who) =>
  (status: number, route: Case['route'], more: More = {}): Case => ({
    route,
    status,
    ...(as && { as }),
    ...more,
  })

/** Without a token, or with that of `headers`. */
export const nobody = by()
export const mine = by('mine')
export const viewer = by('viewer')
export const foreign = by('foreign')
export const first = by('first')
export const operator = by('operator')
export const internal = by('internal')
