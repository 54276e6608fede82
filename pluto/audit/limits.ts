/** Limits how many records are written, so that nobody can fill the disk. Counts are in memory and bounded. Pure. */

const minuteMs = 60_000
/** Callers choose the keys. */
const mostKept = 10_000

/** Returns whether the key is seen for the first time within a minute. @param now milliseconds */
export function oncePerMinute(now: () => number): (key: string) => boolean {
  const seen = new Map<string, number>()
  return (key) => {
    const last = seen.get(key)
    if (last !== undefined && now() - last < minuteMs) return false
    seen.delete(key) // so that it becomes the newest entry
    seen.set(key, now())
    trim(seen)
    return true
  }
}

type Window = { readonly since: number; count: number; omitted: number }

/**
 * Limits the records of refused sign-ins, per address and in all, as a stranger may have many addresses. Returns `undefined` when no
 * record may be written, else how many of this address were omitted before. @param now milliseconds
 */
export function refusals(
  now: () => number,
  { perAddress = 10, inAll = 300 } = {},
): (address: string) => number | undefined {
  const windows = new Map<string, Window>()
  let all: Window = { since: now(), count: 0, omitted: 0 }
  const current = (window: Window | undefined): Window =>
    window && now() - window.since < minuteMs
      ? window
      : { since: now(), count: 0, omitted: window?.omitted ?? 0 }
  return (address) => {
    const own = current(windows.get(address))
    all = current(all)
    windows.delete(address)
    windows.set(address, own)
    trim(windows)
    if (own.count >= perAddress || all.count >= inAll) {
      own.omitted += 1
      return undefined
    }
    own.count += 1
    all.count += 1
    const { omitted } = own
    own.omitted = 0
    return omitted
  }
}

/** Drops the oldest entry. */
function trim(kept: Map<string, unknown>): void {
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
}
