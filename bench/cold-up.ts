/** From a fresh clone and empty caches to a cloud: everything is fetched and built. */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type BenchWorld, type Row, rowOf } from './kit.ts'
import { watchMachine } from './machine.ts'

/** @param words of `up` @returns minutes; the goal is what the machine itself needs: CPU over its cores, and the network */
export async function coldUp(
  { exec, timed, home, note }: BenchWorld,
  words: readonly string[],
): Promise<Row> {
  note('up from a fresh clone and empty caches, about 20 minutes')
  const place = await mkdtemp('/var/tmp/opads-cold-')
  try {
    const clone = join(place, 'clone')
    await exec(['git', 'clone', '--quiet', home, clone])
    const env = { OPADS_CACHE: join(place, 'cache'), npm_config_cache: join(place, 'npm') }
    const [{ seconds }, use] = await watchMachine(timed([join(clone, 'opads'), 'up', ...words], env))
    const needed = (1.3 * use.busySeconds) / cpus().length + use.downloadSeconds
    return rowOf(
      {
        what: 'cold up',
        unit: 'min',
        goal: { op: '<=', value: Number((needed / 60).toFixed(2)) },
        must: { op: '<=', value: 25 },
        why:
          `goal: 1.3 × (${use.busySeconds.toFixed(0)} CPU s ÷ ${cpus().length} cores) + ${use.downloadSeconds} s of waiting for ` +
          `downloads; ${(use.receivedBytes / 1e6).toFixed(0)} MB came in`,
      },
      [seconds / 60],
    )
  } finally {
    // Go's module cache is read-only, which root does not mind.
    await rm(place, { recursive: true, force: true })
  }
}
