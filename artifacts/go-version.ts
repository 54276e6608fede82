/** Compares versions by their numbers: 1.9 is older than 1.24. Pure. */

const numbersOf = (version: string) => (version.match(/\d+/g) ?? []).map(Number)

/** For `sort`: the oldest first. Ignores text around the numbers: `go1.26.9`, `debian-1.24.4-1`. */
export function byVersion(one: string, other: string): number {
  const [a, b] = [numbersOf(one), numbersOf(other)]
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
