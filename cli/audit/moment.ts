/** A time as an option: exact, a day, or so long ago. Pure. */
import { type Field, shaped, text } from '@opads/command/field'

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }
/** @param now milliseconds. Returns ISO 8601 */
export type Moment = (now: number) => string

export const moment = (say: string): Field<Moment> =>
  shaped<Moment>(text('TIME', say), (given) => {
    const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(given) ?? []
    if (count !== undefined)
      return { value: (now) => new Date(now - Number(count) * unitMs[unit!]!).toISOString() }
    const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(given)
    const at = isTime ? Date.parse(given) : Number.NaN
    if (Number.isNaN(at))
      return { fault: `takes 30m, 2h, 7d, 2026-11-28 or 2026-11-28T06:00Z, not "${given}"` }
    return { value: () => new Date(at).toISOString() }
  })
