/** Duration and CPU time of a second `up`, which finds nothing to do. */
import { cloud } from '@opads/stories/kit/cloud'
import { type Bench, rowOf } from './kit.ts'
import { watchMachine } from './machine.ts'
import { down, up } from './up-runs.ts'

const defaultRuns = 7

export const secondUpBench: Bench = {
  name: 'second-up',
  say: 'an up that finds nothing to do',
  estimateSeconds: 180,
  comparesCommits: false,
  run: async (world) => {
    const bench = await cloud('bench', 28_443)
    try {
      await down(world, world.home)
      world.note('up')
      await up(world, world.home, bench.listen)
      const runs: { seconds: number; busySeconds: number }[] = []
      for (let run = 0; run < (world.runs ?? defaultRuns); run += 1) {
        world.note('up again')
        const [{ seconds }, { busySeconds }] = await watchMachine(up(world, world.home, bench.listen))
        runs.push({ seconds, busySeconds })
      }
      return [
        rowOf(
          {
            what: 'second up',
            unit: 's',
            goal: { op: '<=', value: 4 },
            must: { op: '<=', value: 6 },
            why: 'each step asks a program of its own, and the machine has two cores for them and for the cloud that runs',
          },
          runs.map(({ seconds }) => seconds),
        ),
        rowOf(
          { what: 'CPU seconds of it', unit: 's', why: 'of the whole machine, the idle cloud included' },
          runs.map(({ busySeconds }) => busySeconds),
        ),
      ]
    } finally {
      await down(world, world.home)
    }
  },
}
