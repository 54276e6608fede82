/** Which slot a lab gets: its own, else the lowest that no lab and nobody else on this machine uses. Pure. */
import { Problem } from '@opads/kernel/problem'
import { type Foreign, inTheWay } from './foreign.ts'
import { type Slots, slotCount } from './ranges.ts'

/** @throws Problem `lab.full`, `lab.addresses-taken` */
export function slotOf(slots: Slots, name: string, foreign: readonly Foreign[]): number {
  const known = slots[name]
  if (known !== undefined) return known
  const taken = new Set(Object.values(slots))
  const left = Array.from({ length: slotCount }, (_, slot) => slot).filter((slot) => !taken.has(slot))
  const free = left.find((slot) => inTheWay(foreign, slot).length === 0)
  if (free !== undefined) return free
  if (left.length === 0) throw new Problem('lab.full', { labs: Object.keys(slots).join(', '), slotCount })
  const others = new Set(
    left.flatMap((slot) => inTheWay(foreign, slot)).map(({ range, by }) => `${range} (${by})`),
  )
  throw new Problem('lab.addresses-taken', { others: [...others].join(', ') })
}
