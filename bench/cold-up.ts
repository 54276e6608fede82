/** From a fresh clone and empty caches to a cloud: everything is downloaded and built. */

import { mkdtemp, rm } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { shortCommit } from '@opads/kernel/short-commit'
import { cloneInto } from '@opads/stories/kit/checkout'
import { cloud } from '@opads/stories/kit/cloud'
import { type ColdRun, coldRows } from './cold-rows.ts'
import type { Bench, BenchWorld } from './kit.ts'
import { watchMachine } from './machine.ts'

export const coldUpBench: Bench = {
  name: 'cold-up',
  say: 'a cloud from a fresh clone and empty caches, about 20 minutes; --keep leaves clone and caches for more, --against REV runs that commit after it',
  estimateSeconds: 1200,
  comparesCommits: true,
  run: async (world) => {
    const run = await coldUp(world, 'HEAD')
    const before = world.against === undefined ? undefined : await coldUp(world, world.against)
    return coldRows(run, cpus().length, before)
  },
}

async function coldUp({ timed, note, keeps }: BenchWorld, commit: string): Promise<ColdRun> {
  const bench = await cloud('cold', 28_543)
  const place = await mkdtemp('/var/tmp/opads-cold-')
  const clone = join(place, 'clone')
  await bench.down()
  try {
    const name = shortCommit(await cloneInto(clone, commit))
    note(`up of ${name} in ${clone}`)
    const env = { OPADS_CACHE: join(place, 'cache'), npm_config_cache: join(place, 'npm') }
    // Earlier commits know no --cloud.
    const argv = [join(clone, 'opads'), 'up', '--name', bench.name, '--listen', bench.listen] as const
    const [{ seconds }, use] = await watchMachine(timed(argv, env))
    note(`${name}: ${seconds.toFixed(0)} s, ${use.busySeconds.toFixed(0)} CPU s`) // also if a later run fails
    return { commit: name, seconds, ...use }
  } finally {
    await bench.down()
    if (keeps) note(`kept: ${place}/clone and ${place}/cache`)
    else await rm(place, { recursive: true, force: true })
  }
}
