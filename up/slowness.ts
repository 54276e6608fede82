/** What a machine's measured speed means for waits and for etcd. Pure. */
import { patienceIn } from '@opads/world/patience'

/** Milliseconds. `cpu`: the shortest of several equal computations; `sync`: writes of 4 KiB, each flushed to the disk: their median. */
export type Speed = { readonly cpu: number; readonly sync: number; readonly slowestSync: number }

/** Waits are not lengthened up to these times; measured on two cores of 2023 with an SSD: 18 ms and 0.4 ms. */
const ordinary = { cpu: 20, sync: 3 }

/** How many times longer waits may last: by processor or disk, whichever is slower. */
export const patienceFor = ({ cpu, sync }: Speed): number =>
  patienceIn(String(Math.max(cpu / ordinary.cpu, sync / ordinary.sync)))

const isDiskSlow = ({ sync }: Speed) => sync > 10
const ms = (value: number) => (value < 10 ? value.toFixed(1) : value.toFixed(0))

/** For the opening text of `up`; empty on an ordinary machine. */
export function paceSentence(speed: Speed): string {
  const patience = patienceFor(speed)
  if (patience === 1) return ''
  const disk = isDiskSlow(speed)
    ? `This disk is slow: ${ms(speed.sync)} ms for a small write, ${ms(speed.slowestSync)} at most; etcd wants less than 10. `
    : ''
  return `${disk}Waits may last ${patience} times longer than on an ordinary machine.\n`
}
