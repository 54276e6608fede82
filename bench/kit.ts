/** What a measurement is and how samples become rows. Pure. */

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
  /** Why a goal was missed, or what has to be known to read the row. */
  readonly why: string | null
}
/** One run of a program: wall clock and CPU of it and its children. */
export type Sample = { readonly seconds: number; readonly cpuSeconds: number }

/** The real outside, handed in by `main.ts`. */
export type BenchWorld = {
  readonly exec: Exec
  readonly timed: (argv: Argv, env?: Readonly<Record<string, string>>) => Promise<Sample>
  readonly getArtifact: (name: string) => Promise<Artifact>
  readonly startRegistry: () => Promise<LoopbackRegistry>
  /** The checkout. */
  readonly home: string
  readonly note: (note: string) => void
  /** What was made for the measurement stays for somebody to look at. */
  readonly keeps: boolean
  /** How often it is measured, where somebody said it. */
  readonly runs: number | undefined
  /** Another commit to be measured in turn with this checkout. */
  readonly against: string | undefined
}
export type Bench = {
  readonly name: string
  readonly say: string
  readonly run: (world: BenchWorld) => Promise<readonly Row[]>
}

type RowFacts = { readonly what: string; readonly unit: string } & Partial<
  Pick<Row, 'goal' | 'must' | 'peer' | 'why'>
>

/** @param samples one value a run, at least one */
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
