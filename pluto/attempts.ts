/** Wrong passwords of an account: after ten within five minutes no more are looked at for a while. Pure but for its memory; a copy of Pluto counts alone. */
import { Problem } from '@opads/kernel/problem'

const most = 10
const windowMs = 300_000
/** Names are anybody's words: memory for them has a bound. */
const mostNames = 10_000

export type Attempts = ReturnType<typeof attempts>

/** @param now milliseconds */
export function attempts(now: () => number) {
  const failures = new Map<string, { since: number; count: number }>()
  return {
    /** @throws Problem `account.too-many-attempts` */
    check: (account: string): void => {
      const known = failures.get(account)
      if (!known || known.count < most) return
      const waitSeconds = Math.ceil((known.since + windowMs - now()) / 1000)
      if (waitSeconds > 0) throw new Problem('account.too-many-attempts', { account, waitSeconds })
      failures.delete(account)
    },
    failed: (account: string): void => {
      const known = failures.get(account)
      if (known && known.since + windowMs > now()) known.count += 1
      else failures.set(account, { since: now(), count: 1 })
      if (failures.size > mostNames) failures.delete(failures.keys().next().value!)
    },
    passed: (account: string): void => void failures.delete(account),
  }
}
