/** How long each recipe's build took on this machine, kept in the cache; ignored on another machine. Written under the cache's lock. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonOr } from '@opads/kernel/kept-json'
import { writeDurably } from '@opads/world/durable'

/** `packages`: how many were compiled, since a build that found most of them in Go's cache says little about the next one. */
type Duration = { readonly seconds: number; readonly packages: number }
/** Recipe → duration. */
type Durations = Readonly<Record<string, Duration>>

export async function readDurations(cache: string, machine: string): Promise<Durations> {
  const text = await readFile(pathIn(cache), 'utf8').catch(() => '')
  const record = jsonOr<{ machine?: string; durations?: Durations }>(text, {})
  return (record.machine === machine && record.durations) || {}
}

export async function recordDuration(
  cache: string,
  machine: string,
  recipe: string,
  duration: Duration,
): Promise<void> {
  const known = await readDurations(cache, machine)
  const durations = { ...known, [recipe]: moreTelling(known[recipe], duration) }
  await writeDurably(pathIn(cache), `${JSON.stringify({ machine, durations }, null, 2)}\n`)
}

/** The newer duration, unless that build compiled less than half as many packages. Pure. */
export function moreTelling(known: Duration | undefined, newer: Duration): Duration {
  return known && newer.packages * 2 < known.packages ? known : newer
}

/** Expected seconds for `packages`, in proportion to an earlier build of the recipe. Pure. */
export function expected(known: Duration | undefined, estimateSeconds: number, packages?: number): number {
  if (!known) return estimateSeconds
  if (packages === undefined || known.packages === 0) return known.seconds
  return (known.seconds * packages) / known.packages
}

const pathIn = (cache: string) => join(cache, 'durations.json')
