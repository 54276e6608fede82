/** Which addresses a lab gets: disjoint ranges inside 198.18.0.0/15, the block for benchmarks (RFC 2544). Pure. */
/** IPv4 ranges as CIDR text, IPv6 as a unique local /48 (RFC 4193). */
export type Ranges = {
  readonly hosts: string
  readonly overlay: string
  readonly pods: string
  readonly services: string
  readonly ipv6: string
}
/** Lab name → slot, 0 to 15. */
export type Slots = Readonly<Record<string, number>>
export const slotCount = 16

/** Hosts and overlay: a /24 each of 198.18.0.0/19. Pods: a /21, services: a /22 of the slot's /20 in 198.19.0.0/16. */
export function rangesOf(slot: number): Ranges {
  return {
    hosts: `198.18.${slot * 2}.0/24`,
    overlay: `198.18.${slot * 2 + 1}.0/24`,
    pods: `198.19.${slot * 16}.0/21`,
    services: `198.19.${slot * 16 + 8}.0/22`,
    ipv6: `fd6f:7061:64${slot.toString(16).padStart(2, '0')}::/48`,
  }
}

/** Address of the n-th host, counted from 1, on both networks. `.1` is the bridge. */
export function addressesOf(
  slot: number,
  number: number,
): { readonly address: string; readonly overlayAddress: string } {
  return {
    address: `198.18.${slot * 2}.${10 + number}`,
    overlayAddress: `198.18.${slot * 2 + 1}.${10 + number}`,
  }
}
