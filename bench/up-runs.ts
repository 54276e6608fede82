/** Repeated `up` from warm caches, each without a cloud at its start; of this checkout alone, or in turn with another commit's. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchWorld } from './kit.ts'

const name = 'bench'
const folder = join('/var/lib/opads', name)

/** Seconds. `cluster`: from the start of the cluster step to a verified cluster. */
export type UpRun = { readonly seconds: number; readonly cluster: number }
type Entry = { readonly step: string; readonly event: string; readonly at: string }

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

/**
 * Pairs of this checkout and the other one, in alternating order, so that drift of the machine affects both. The first `up` of each
 * is not counted: it fills the caches.
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
