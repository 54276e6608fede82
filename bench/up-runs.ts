/** One `up` from warm caches, of this checkout or another, and what it took. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoryCloud } from '@opads/stories/kit/cloud'
import { workingSetOf } from '@opads/world/cgroup-memory'
import type { BenchWorld } from './kit.ts'
import { watchMachine } from './machine.ts'
import type { Use } from './pairs.ts'

const name = 'bench'
const folder = join('/var/lib/opads', name)

/** Seconds. `cluster`: from the start of the cluster step to a verified cluster. */
export type UpRun = { readonly seconds: number; readonly cluster: number }
type Entry = { readonly step: string; readonly event: string; readonly at: string }

/** `--name`: an earlier commit, with which this one is compared, does not know `--cloud`. */
export async function up({ timed }: BenchWorld, home: string, listen: string): Promise<UpRun> {
  const { seconds } = await timed([join(home, 'opads'), 'up', '--name', name, '--listen', listen])
  return { seconds, cluster: clusterSeconds(await readFile(join(folder, 'journal.jsonl'), 'utf8')) }
}

export async function down({ exec }: BenchWorld, home: string): Promise<void> {
  await exec([join(home, 'opads'), 'down', '--name', name, '--yes', '--purge'], { codes: 'any' })
}

/** From the first start to the last end of cluster steps in the last run. @param journal of a cloud */
export function clusterSeconds(journal: string): number {
  const entries = journal
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry)
    .filter(({ step }) => step === 'cluster' || step.startsWith('cluster-'))
  const started = entries.findLast(({ step, event }) => step === 'cluster' && event === 'started')
  const ended = entries.findLast(({ event }) => event === 'done' || event === 'unchanged')
  return (Date.parse(ended!.at) - Date.parse(started!.at)) / 1000
}

/** One `up` and what it took, from no cloud to none. */
export async function upAndDown(world: BenchWorld, bench: StoryCloud, home: string): Promise<UpRun & Use> {
  const [run, { busySeconds }] = await watchMachine(up(world, home, bench.listen))
  const memoryBytes = await hostMemory(bench)
  await down(world, home)
  return { ...run, cpuSeconds: busySeconds, memoryBytes }
}

/** Bytes of the cloud's host. */
export async function hostMemory({ docker, hostContainer }: StoryCloud): Promise<number> {
  const { stdout } = await docker('inspect', '--format', '{{.Id}} {{.State.Pid}}', hostContainer)
  const [id, pid] = stdout.trim().split(' ') as [string, string]
  return workingSetOf(Number(pid), id)
}
