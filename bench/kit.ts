/** Types of measurements, and rows from samples. Pure. */

import type { Artifact } from '@opads/artifacts/contract'
import type { Argv } from '@opads/kernel/argv'
import type { Exec } from '@opads/world/exec'
import type { LoopbackRegistry } from '@opads/world/loopback-registry'

/** `<=`: at most, `>=`: at least. */
export type Limit = { readonly op: '<=' | '>='; readonly value: number }
export type Row = {
  readonly what: string
  readonly unit: string
  /** The median. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly runs: number
  readonly goal: Limit | null
  readonly must: Limit | null
  /** The same figure of another program, in the same run. */
  readonly peer: { readonly name: string; readonly value: number } | null
  readonly goalMet: boolean | null
  readonly mustMet: boolean | null
  /** Why a goal was missed, or how to read the row. */
  readonly why: string | null
}
/** One run of a program: wall clock and CPU of it and its children. */
export type Sample = { readonly seconds: number; readonly cpuSeconds: number }

/** Access to the outside world, passed in by `main.ts`. */
export type BenchWorld = {
  readonly exec: Exec
  readonly timed: (argv: Argv, env?: Readonly<Record<string, string>>) => Promise<Sample>
  readonly getArtifact: (name: string) => Promise<Artifact>
  readonly startRegistry: () => Promise<LoopbackRegistry>
  /** Folder of the checkout. */
  readonly home: string
  /** @param share of the whole measurement, 0 to 1 */
  readonly note: (note: string, share?: number) => void
  /** Keeps what was made for the measurement. */
  readonly keeps: boolean
  /** Number of runs, if given. */
  readonly runs: number | undefined
  /** Another commit to be measured in turn with this checkout. */
  readonly against: string | undefined
}
export type Bench = {
  readonly name: string
  readonly say: string
  /** How long it takes, guessed. */
  readonly estimateSeconds: number
  /** Whether it can measure another commit in turn (`--against`). */
  readonly comparesCommits: boolean
  readonly run: (world: BenchWorld) => Promise<readonly Row[]>
}

type RowFacts = { readonly what: string; readonly unit: string } & Partial<
  Pick<Row, 'goal' | 'must' | 'peer' | 'why'>
>

/** @param samples one value per run, at least one */
export function rowOf(
  { what, unit, goal = null, must = null, peer = null, why = null }: RowFacts,
  samples: readonly number[],
): Row {
  const value = rounded(median(samples))
  return {
    what,
    unit,
    value,
    min: rounded(Math.min(...samples)),
    max: rounded(Math.max(...samples)),
    runs: samples.length,
    goal,
    must,
    peer: peer && { name: peer.name, value: rounded(peer.value) },
    goalMet: goal && isMet(goal, value),
    mustMet: must && isMet(must, value),
    why,
  }
}

export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const isMet = ({ op, value: bound }: Limit, value: number) => (op === '<=' ? value <= bound : value >= bound)
const rounded = (value: number) => Number(value.toPrecision(4))
