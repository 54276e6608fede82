/**
 * Limits password attempts. Each is counted before the password is verified, so that parallel attempts count too. Ten in five minutes
 * block an account for that address only: nobody can lock out another person. A hundred in an hour, from any address, block it for all
 * addresses from which its password was never right; the others keep their limit of ten.
 * Counts are in memory: each copy of Pluto counts alone, and knows no address when it starts.
 */
import { Problem } from '@opads/kernel/problem'

/** Callers choose names and addresses, so the number of entries is bounded. */
const mostKept = 10_000

export type Attempts = ReturnType<typeof attempts>

/** @param now milliseconds */
export function attempts(now: () => number) {
  const near = counter({ most: 10, windowMs: 300_000 }, now)
  const far = counter({ most: 100, windowMs: 3_600_000 }, now)
  const known = new Set<string>()
  return {
    /** @throws Problem `account.too-many-attempts` */
    begin: (account: string, address: string): void => {
      const here = `${address} ${account}`
      const waitMs = Math.max(near.waitMs(here), known.has(here) ? 0 : far.waitMs(account))
      if (waitMs > 0)
        throw new Problem('account.too-many-attempts', { waitSeconds: Math.ceil(waitMs / 1000) })
      near.add(here)
      far.add(account)
    },
    passed: (account: string, address: string): void => {
      const here = `${address} ${account}`
      near.forget(here)
      far.takeBack(account)
      known.add(here)
      trim(known)
    },
  }
}

type Bound = { readonly most: number; readonly windowMs: number }
function counter({ most, windowMs }: Bound, now: () => number) {
  const counts = new Map<string, { since: number; count: number }>()
  const current = (name: string) => {
    const one = counts.get(name)
    return one && one.since + windowMs > now() ? one : undefined
  }
  return {
    waitMs: (name: string): number => {
      const one = current(name)
      return one && one.count >= most ? one.since + windowMs - now() : 0
    },
    add: (name: string): void => {
      const one = current(name)
      if (one) one.count += 1
      else {
        counts.delete(name) // so that it becomes the newest entry
        counts.set(name, { since: now(), count: 1 })
      }
      trim(counts)
    },
    takeBack: (name: string): void => {
      const one = current(name)
      if (one) one.count -= 1
    },
    forget: (name: string): void => void counts.delete(name),
  }
}

/** Drops the oldest entry. */
function trim(kept: Map<string, unknown> | Set<string>): void {
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
}
