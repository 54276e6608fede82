/** How long a cloud takes to come up, again and with nothing to do, and what it costs in memory. Peer: a plain kubeadm script. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cloud, type StoryCloud } from '@opads/stories/kit/cloud'
import { type Bench, type BenchWorld, type Row, rowOf } from './kit.ts'
import { kubeadmSeconds } from './plain-kubeadm.ts'

const runs = 3
const words = ['--name', 'bench', '--listen', '127.0.0.1:28443'] as const
/** Memory is looked at this long after the start (docs: what "memory" means). */
const settleMs = 300_000

export const upBench: Bench = {
  name: 'up',
  say: 'a cloud from a warm cache to its first answer, a second up, memory, start of the command',
  run: async (world) => {
    const bench = await cloud('bench', 28_443)
    await bench.down()
    try {
      const { firsts, clusters } = await comeUp(bench, world)
      const seconds = await again(world)
      const memory = await memoryOf(bench, world)
      await bench.down()
      const plain = await kubeadmSeconds(world).catch((failure: unknown) => {
        world.note(`the peer did not come up: ${String(failure)}`)
        return undefined
      })
      return [
        rowOf(
          {
            what: 'cached up to first answer',
            unit: 's',
            goal: { op: '<=', value: 90 },
            must: { op: '<=', value: 150 },
            peer:
              plain === undefined ? null : { name: 'plain kubeadm script, the cluster alone', value: plain },
            why: `of it the cluster ${clusters.map((one) => one.toFixed(0)).join(', ')} s`,
          },
          firsts,
        ),
        rowOf(
          { what: 'second up', unit: 's', goal: { op: '<=', value: 10 }, must: { op: '<=', value: 20 } },
          seconds,
        ),
        ...memory,
        await cliStart(world),
      ]
    } finally {
      await bench.down()
    }
  },
}

async function comeUp(bench: StoryCloud, { note, timed, home }: BenchWorld) {
  const firsts: number[] = []
  const clusters: number[] = []
  for (let run = 1; run <= runs; run += 1) {
    note(`up, run ${run} of ${runs}`)
    const { seconds } = await timed([join(home, 'opads'), 'up', ...words])
    firsts.push(seconds)
    const journal = (await readFile(join(bench.folder, 'journal.jsonl'), 'utf8')).trim().split('\n')
    const entries = journal.map(
      (line) => JSON.parse(line) as { step: string; event: string; seconds: number },
    )
    clusters.push(entries.findLast((one) => one.step === 'cluster' && one.event === 'done')!.seconds)
    if (run < runs) await bench.down()
  }
  return { firsts, clusters }
}

async function again({ timed, home, note }: BenchWorld): Promise<number[]> {
  note('up again, five times')
  const seconds: number[] = []
  for (let run = 0; run < 5; run += 1)
    seconds.push((await timed([join(home, 'opads'), 'up', ...words])).seconds)
  return seconds
}

async function memoryOf(bench: StoryCloud, { note }: BenchWorld): Promise<readonly Row[]> {
  note('memory, five minutes after the start')
  await sleep(settleMs)
  const { stdout } = await bench.opads('status', '--name', 'bench', '--json')
  const { lines } = JSON.parse(stdout) as { lines: { name: string; memoryBytes?: number }[] }
  const ours = ['pluto', 'delivery', 'gateway']
  const mebibytes = (bytes: number) => bytes / 2 ** 20
  const own = lines
    .filter((line) => ours.includes(line.name))
    .reduce((sum, line) => sum + (line.memoryBytes ?? 0), 0)
  const id = (await bench.docker('inspect', '--format', '{{.Id}}', bench.hostContainer)).stdout.trim()
  const folder = `/sys/fs/cgroup/memory/docker/${id}`
  const usage = Number(await readFile(join(folder, 'memory.usage_in_bytes'), 'utf8'))
  const inactive = Number(
    /^total_inactive_file (\d+)$/m.exec(await readFile(join(folder, 'memory.stat'), 'utf8'))?.[1],
  )
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
      [mebibytes(usage - inactive)],
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
