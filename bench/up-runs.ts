/** One `up` after another from warm caches, each on a machine without the cloud; of this checkout, or in turn with another commit's. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchWorld } from './kit.ts'

const name = 'bench'
const folder = join('/var/lib/opads', name)

/** `cluster`: from the start of the cluster's step to a cluster that was verified. Seconds. */
export type UpRun = { readonly seconds: number; readonly cluster: number }
type Entry = { readonly step: string; readonly event: string; readonly at: string }

export async function up({ timed }: BenchWorld, home: string, listen: string): Promise<UpRun> {
  const { seconds } = await timed([join(home, 'opads'), 'up', '--name', name, '--listen', listen])
  return { seconds, cluster: clusterSeconds(await readFile(join(folder, 'journal.jsonl'), 'utf8')) }
}

export async function down({ exec }: BenchWorld, home: string): Promise<void> {
  await exec([join(home, 'opads'), 'down', '--name', name, '--yes', '--purge'], { codes: 'any' })
}

/** @param journal of a cloud: of its last run the first start and the last end of steps of the cluster */
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

/**
 * Pairs: this checkout and the other one, who is first changes from pair to pair, so that what drifts on the machine meets both. The
 * first `up` of the other one is not counted: it fills the caches with what only that commit needs.
 */
export async function upInTurn(world: BenchWorld, listen: string, runs: number, other: string | undefined) {
  const mine: UpRun[] = []
  const theirs: UpRun[] = []
  const one = async (home: string, list: UpRun[]) => {
    list.push(await up(world, home, listen))
    await down(world, home)
  }
  for (const home of other === undefined ? [world.home] : [other, world.home]) {
    world.note(`up, not counted, for the caches: ${home}`)
    await one(home, [])
  }
  for (let run = 1; run <= runs; run += 1) {
    world.note(`up, run ${run} of ${runs}`)
    const turns = [() => one(world.home, mine), ...(other === undefined ? [] : [() => one(other, theirs)])]
    for (const turn of run % 2 === 0 ? turns.reverse() : turns) await turn()
  }
  return { mine, theirs }
}
