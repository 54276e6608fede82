/** Addresses that others on this machine use, which a lab must not take. Pure. */
import type { NetworkInterfaceInfo } from 'node:os'
import { overlaps } from '@opads/kernel/cidr'
import { type Ranges, rangesOf } from './ranges.ts'

/** `by`: the interface. */
export type Foreign = { readonly range: string; readonly by: string }

/** @param routes text of /proc/net/route. A default route, also one in halves, uses no addresses. */
export function foreignRanges(
  routes: string,
  interfaces: Readonly<NodeJS.Dict<readonly NetworkInterfaceInfo[]>>,
): readonly Foreign[] {
  const routed = routes
    .split('\n')
    .slice(1)
    .flatMap((line): Foreign[] => {
      const [by, destination, , , , , , mask] = line.split('\t')
      if (by === undefined || destination === undefined || mask === undefined) return []
      const bits = [...Number.parseInt(mask, 16).toString(2)].filter((bit) => bit === '1').length
      return bits < 8 ? [] : [{ range: `${dotted(destination)}/${bits}`, by }]
    })
  const owned = Object.entries(interfaces).flatMap(([by, all]) =>
    (all ?? []).flatMap(({ family, cidr }) => (family === 'IPv4' && cidr ? [{ range: cidr, by }] : [])),
  )
  return [...routed, ...owned]
}

/** Those that overlap the ranges of a slot. */
export function inTheWay(foreign: readonly Foreign[], slot: number): readonly Foreign[] {
  const { ipv6: _, ...ranges }: Ranges = rangesOf(slot)
  return foreign.filter(({ range }) => Object.values(ranges).some((own) => overlaps(own, range)))
}

/** The kernel writes the bytes of an address from the last to the first. */
const dotted = (hex: string) =>
  (hex.match(/../g) ?? [])
    .map((byte) => Number.parseInt(byte, 16))
    .reverse()
    .join('.')
