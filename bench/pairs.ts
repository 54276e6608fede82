/** This checkout in pairs with another commit: what each of a pair took, and rows with the ratio. */
import { median, type Row, rowOf } from './kit.ts'

/** Pairs, if `--runs` does not say how many. */
export const defaultPairs = 7
/** `cpuSeconds`: of the whole machine, containers included. `memoryBytes`: working set of the cloud's host. */
export type Use = { readonly seconds: number; readonly cpuSeconds: number; readonly memoryBytes: number }

const kinds = [
  { key: 'seconds', title: 'time', must: 1.1 },
  { key: 'cpuSeconds', title: 'CPU seconds', must: 1.05 },
  { key: 'memoryBytes', title: 'memory', must: 1.05 },
] as const satisfies readonly { key: keyof Use; title: string; must: number }[]

/**
 * The value is the median of the pairs' ratios, so that drift of the machine between pairs does not count. Pure.
 * @param mine, theirs of the same pair at the same place
 */
export function ratioRows(
  what: string,
  revision: string,
  mine: readonly Use[],
  theirs: readonly Use[],
): readonly Row[] {
  return kinds.map(({ key, title, must }) => {
    const [own, other] = [mine, theirs].map((uses) => median(uses.map((use) => use[key]))) as [number, number]
    return rowOf(
      {
        what: `${what}: ${title}`,
        unit: `× ${revision}`,
        must: { op: '<=', value: must },
        why: `median of the ratios of ${mine.length} pairs; ratio of the medians ${(own / other).toFixed(3)}`,
      },
      mine.map((use, at) => use[key] / theirs[at]![key]),
    )
  })
}

/** Both of each pair one after the other, in alternating order. */
export async function inTurn<T>(pairs: number, mine: () => Promise<T>, theirs: () => Promise<T>) {
  const uses = { mine: [] as T[], theirs: [] as T[] }
  const turns = [async () => uses.mine.push(await mine()), async () => uses.theirs.push(await theirs())]
  for (let pair = 1; pair <= pairs; pair += 1)
    for (const turn of pair % 2 === 0 ? turns.toReversed() : turns) await turn()
  return uses
}
