/** IPv4 ranges as intervals of numbers. Pure. */

/** First and last address, unsigned. */
type Interval = readonly [first: number, last: number]

function intervalOf(cidr: string): Interval {
  const [address, bits] = cidr.split('/')
  const size = 2 ** (32 - Number(bits ?? 32))
  const number = address!.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const first = Math.floor(number / size) * size
  return [first, first + size - 1]
}

/** Do two ranges (`198.19.0.0/21`, or an address alone) share an address? */
export function overlaps(one: string, other: string): boolean {
  const [a, b] = [intervalOf(one), intervalOf(other)]
  return a[0] <= b[1] && b[0] <= a[1]
}
