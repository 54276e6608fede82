/** How long each recipe took on this machine, in the cache; a cache that moves to another machine starts anew. Written under the lock. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Recipe → seconds of its last build from nothing. */
export type Durations = Readonly<Record<string, number>>
type DurationRecord = { readonly machine: string; readonly seconds: Durations }

export async function readDurations(cache: string, machine: string): Promise<Durations> {
  const text = await readFile(pathIn(cache), 'utf8').catch(() => '{}')
  const record = JSON.parse(text) as Partial<DurationRecord>
  return (record.machine === machine && record.seconds) || {}
}

export async function recordDuration(
  cache: string,
  machine: string,
  recipe: string,
  seconds: number,
): Promise<void> {
  const record: DurationRecord = {
    machine,
    seconds: { ...(await readDurations(cache, machine)), [recipe]: Math.round(seconds) },
  }
  const draft = `${pathIn(cache)}.draft`
  await writeFile(draft, `${JSON.stringify(record, null, 2)}\n`)
  await rename(draft, pathIn(cache))
}

const pathIn = (cache: string) => join(cache, 'durations.json')
