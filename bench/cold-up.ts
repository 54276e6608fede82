/** From a fresh clone and empty caches to a cloud: everything is fetched and built. */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { cloud } from '@opads/stories/kit/cloud'
import { type Bench, type BenchWorld, type Row, rowOf } from './kit.ts'
import { watchMachine } from './machine.ts'

export const coldUpBench: Bench = {
  name: 'cold-up',
  say: 'a cloud from a fresh clone and empty caches, about 20 minutes; --keep leaves clone and caches for more',
  run: async (world) => {
    const bench = await cloud('cold', 28_543)
    const place = await mkdtemp('/var/tmp/opads-cold-')
    await bench.down()
    try {
      return [await coldUp(world, place, ['--name', 'cold', '--listen', '127.0.0.1:28543'])]
    } finally {
      await bench.down()
      if (world.keeps) world.note(`kept: ${place}/clone and ${place}/cache`)
      else await rm(place, { recursive: true, force: true })
    }
  },
}

/** In minutes; the goal is what the machine itself needs: CPU over its cores, and the network. */
async function coldUp(
  { exec, timed, home, note }: BenchWorld,
  place: string,
  words: readonly string[],
): Promise<Row> {
  const clone = join(place, 'clone')
  await exec(['git', 'clone', '--quiet', home, clone])
  note(`up in ${clone}`)
  const env = { OPADS_CACHE: join(place, 'cache'), npm_config_cache: join(place, 'npm') }
  const [{ seconds }, use] = await watchMachine(timed([join(clone, 'opads'), 'up', ...words], env))
  const cores = cpus().length
  const needed = (1.3 * use.busySeconds) / cores + use.downloadSeconds
  return rowOf(
    {
      what: 'cold up',
      unit: 'min',
      goal: { op: '<=', value: Number((needed / 60).toFixed(2)) },
      must: { op: '<=', value: 25 },
      why:
        `goal: 1.3 × (${use.busySeconds.toFixed(0)} CPU s ÷ ${cores} cores) + ${use.downloadSeconds} s of waiting for ` +
        `downloads; ${(use.receivedBytes / 1e6).toFixed(0)} MB came in`,
    },
    [seconds / 60],
  )
}
