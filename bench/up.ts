/**
 * Duration of `up` from warm caches, and memory use. Peers: the commit named with `--against`,
 * in turn; for the cluster step a plain kubeadm script.
 */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkoutOf } from '@opads/stories/kit/checkout'
import { cloud, type StoryCloud } from '@opads/stories/kit/cloud'
import { type Bench, type BenchWorld, type Row, rowOf } from './kit.ts'
import { defaultPairs, inTurn, ratioRows } from './pairs.ts'
import { kubeadmSeconds } from './plain-kubeadm.ts'
import { clusterShare, firstAnswer } from './up-rows.ts'
import { down, hostMemory, up, upAndDown } from './up-runs.ts'

const atLeast = 5
/** Memory is measured this long after the start. */
const memoryDelayMs = 300_000

export const upBench: Bench = {
  name: 'up',
  say: 'a cloud from a warm cache to its first answer, memory, start of the command',
  estimateSeconds: 1800,
  comparesCommits: true,
  run: async (world) => {
    const bench = await cloud('bench', 28_443)
    const other = world.against === undefined ? undefined : await checkoutOf(world.against)
    try {
      await down(world, world.home)
      const { mine, theirs } = await repeated(world, bench, other?.home)
      const plain = await plainSeconds(world)
      world.note('up once more, to stay')
      await up(world, world.home, bench.listen)
      const rows = [
        firstAnswer(mine),
        ...(world.against === undefined ? [] : ratioRows('up', world.against, mine, theirs)),
        clusterShare(mine, plain),
        ...(await memoryOf(bench, world)),
        await cliStart(world),
      ]
      return rows
    } finally {
      await down(world, world.home)
      await other?.remove()
    }
  },
}

/** The first `up` of each checkout is not counted: it fills the caches. */
async function repeated(world: BenchWorld, bench: StoryCloud, other: string | undefined) {
  const one = (home: string) => () => {
    world.note(`up of ${home}`)
    return upAndDown(world, bench, home)
  }
  await one(world.home)()
  if (other !== undefined) {
    await one(other)()
    return inTurn(world.runs ?? defaultPairs, one(world.home), one(other))
  }
  const mine: Awaited<ReturnType<typeof upAndDown>>[] = []
  for (let run = 0; run < (world.runs ?? atLeast); run += 1) mine.push(await one(world.home)())
  return { mine, theirs: [] }
}

async function plainSeconds(world: BenchWorld): Promise<readonly number[]> {
  const seconds: number[] = []
  for (let run = 0; run < Math.min(3, world.runs ?? 3); run += 1)
    await kubeadmSeconds(world).then(
      (one) => seconds.push(one),
      (failure: unknown) => world.note(`the peer did not come up: ${String(failure)}`),
    )
  return seconds
}

async function memoryOf(bench: StoryCloud, { exec, home, note }: BenchWorld): Promise<readonly Row[]> {
  note('memory, five minutes after the start')
  await sleep(memoryDelayMs)
  const status = [join(home, 'opads'), 'status', '--cloud', 'bench', '--json'] as const
  const { stdout } = await exec(status, { codes: 'any' })
  const { lines } = JSON.parse(stdout) as { lines: { name: string; memoryBytes?: number }[] }
  const ours = ['pluto', 'delivery', 'gateway']
  const mebibytes = (bytes: number) => bytes / 2 ** 20
  const own = lines
    .filter((line) => ours.includes(line.name))
    .reduce((sum, line) => sum + (line.memoryBytes ?? 0), 0)
  const whole = await hostMemory(bench)
  return [
    rowOf(
      {
        what: 'memory of opads processes',
        unit: 'MiB',
        goal: { op: '<=', value: 200 },
        must: { op: '<=', value: 300 },
        why: 'Pluto, delivery, gateway with its nginx; five minutes after the start',
      },
      [mebibytes(own)],
    ),
    rowOf(
      {
        what: 'memory of single cloud',
        unit: 'MiB',
        goal: { op: '<=', value: 1.7 * 1024 },
        must: { op: '<=', value: 2.2 * 1024 },
        why: 'the whole host less inactive files',
      },
      [mebibytes(whole)],
    ),
  ]
}

async function cliStart({ timed, home, getArtifact, exec }: BenchWorld): Promise<Row> {
  const program = (await getArtifact('kubernetes-1.37.2')).files.kubernetes!
  const kubectl = join('/tmp', `opads-bench-kubectl-${process.pid}`, 'kubectl')
  await exec(['mkdir', '-p', join(kubectl, '..')])
  await exec(['ln', '-sfn', program, kubectl])
  const samples = { opads: [] as number[], kubectl: [] as number[] }
  for (let run = 0; run < 15; run += 1) {
    samples.opads.push((await timed([join(home, 'opads'), 'version'])).seconds * 1000)
    samples.kubectl.push((await timed([kubectl, 'version', '--client'])).seconds * 1000)
  }
  await exec(['rm', '-r', join(kubectl, '..')])
  const peer = samples.kubectl.toSorted((a, b) => a - b)[7]!
  return rowOf(
    {
      what: 'cli start',
      unit: 'ms',
      goal: { op: '<=', value: 150 },
      peer: { name: 'kubectl version --client', value: peer },
    },
    samples.opads,
  )
}
