/** From `git push` to the new version answering at its URL, as a developer sees it. Peer: the commit named with `--against`, in turn. */
import { checkoutOf } from '@opads/stories/kit/checkout'
import { cloud, type StoryCloud } from '@opads/stories/kit/cloud'
import { type Bench, type BenchWorld, median, type Row, rowOf } from './kit.ts'
import { defaultPairs, inTurn, ratioRows, type Use } from './pairs.ts'
import { copied, type Pushed, pushSeries, type Series, withNpm } from './push-series.ts'
import { down, hostMemory, up } from './up-runs.ts'

const runs = 12
/** Of each application, for each commit of a pair. */
const runsInTurn = 3
const measured = [copied, withNpm] as const

export const pushBench: Bench = {
  name: 'push',
  say: 'git push to the new version answering, by copy and with npm ci',
  estimateSeconds: 400,
  comparesCommits: true,
  run: async (world) => {
    const bench = await cloud('bench', 28_443)
    await down(world, world.home)
    return world.against === undefined ? alone(world, bench) : against(world, bench, world.against)
  },
}

async function alone(world: BenchWorld, bench: StoryCloud): Promise<readonly Row[]> {
  const all = measured.length * runs
  const [copy, npm] = await pushed(world, bench, world.home, runs, ({ title }, run, before) =>
    world.note(`${title}, push ${run} of ${runs}`, (before + run - 1) / all),
  )
  return [
    row('push to new version answers, copy', copy!.seconds, 10, 20),
    row('push to new version answers, with npm ci, warm', npm!.seconds, 20, 40),
  ]
}

/** Each turn has a cloud of its own, from none to none, so that only one is on the machine. */
async function against(world: BenchWorld, bench: StoryCloud, revision: string): Promise<readonly Row[]> {
  const pairs = world.runs ?? defaultPairs
  const other = await checkoutOf(revision)
  let turns = 0
  const turn = (home: string, name: string) => async (): Promise<readonly Use[]> => {
    world.note(`${name}, turn ${turns + 1} of ${2 * pairs}`, turns / (2 * pairs))
    turns += 1
    return usesOf(await pushed(world, bench, home, runsInTurn, () => {}))
  }
  try {
    const { mine, theirs } = await inTurn(
      pairs,
      turn(world.home, 'this checkout'),
      turn(other.home, revision),
    )
    return measured.flatMap(({ title }, at) =>
      ratioRows(
        `push, ${title}`,
        revision,
        mine.map((uses) => uses[at]!),
        theirs.map((uses) => uses[at]!),
      ),
    )
  } finally {
    await other.remove()
  }
}

/** Of a series the median push; CPU of all its pushes. */
const usesOf = (series: readonly (Series & { readonly memoryBytes: number })[]): readonly Use[] =>
  series.map(({ seconds, cpuSeconds, memoryBytes }) => ({
    seconds: median(seconds),
    cpuSeconds,
    memoryBytes,
  }))

/** The pushes to each application in a fresh cloud of a checkout, which is taken down again. */
async function pushed(
  world: BenchWorld,
  bench: StoryCloud,
  home: string,
  count: number,
  note: (pushed: Pushed, run: number, before: number) => void,
) {
  try {
    await up(world, home, bench.listen)
    const api = await bench.api()
    await api('POST /api/v1/applications', { body: { name: copied.application, tenant: 'samples' } })
    const series: (Series & { readonly memoryBytes: number })[] = []
    for (const one of measured) {
      const found = await pushSeries(bench, one, count, (run) => note(one, run, series.length * count))
      series.push({ ...found, memoryBytes: await hostMemory(bench) })
    }
    return series
  } finally {
    await down(world, home)
  }
}

/** The goal is for the 95th percentile; the median is in the note. */
function row(what: string, seconds: readonly number[], goal: number, must: number): Row {
  const sorted = seconds.toSorted((a, b) => a - b)
  const p95 = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)]!
  const middle = rowOf({ what, unit: 's' }, seconds)
  return {
    ...rowOf(
      {
        what,
        unit: 's p95',
        goal: { op: '<=', value: goal },
        must: { op: '<=', value: must },
        why: `median ${middle.value} s`,
      },
      [p95],
    ),
    min: middle.min,
    max: middle.max,
    runs: seconds.length,
  }
}
