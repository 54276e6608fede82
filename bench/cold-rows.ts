/** Rows of a cold `up`: its time against its own CPU seconds and downloads, its CPU seconds against an earlier commit's. Pure. */
import { type Row, rowOf } from './kit.ts'
import type { MachineUse } from './machine.ts'

export type ColdRun = MachineUse & { readonly commit: string; readonly seconds: number }

/**
 * The peer when no other commit was measured: the last cold `up` that ran alone on its machine, 2 cores (AMD EPYC) and 24 GiB,
 * 25 November 2026 (`bench/results/cold-up.json` as of this commit). On another machine it means little: use `--against`.
 */
export const recorded = { commit: '3de16b3', busySeconds: 1295 } as const

/** @param before a run of another commit on the same machine */
export function coldRows(run: ColdRun, cores: number, before?: ColdRun): readonly Row[] {
  const { busySeconds, downloadSeconds, receivedBytes, seconds } = run
  const minutes = (factor: number) =>
    Number((((factor * busySeconds) / cores + downloadSeconds) / 60).toFixed(2))
  const other = before ?? recorded
  const share = (factor: number) => Math.round(factor * other.busySeconds)
  return [
    rowOf(
      {
        what: 'cold up',
        unit: 'min',
        goal: { op: '<=', value: minutes(1.1) },
        must: { op: '<=', value: minutes(1.25) },
        why:
          `goal: 1.1 × (${busySeconds.toFixed(0)} CPU s ÷ ${cores} cores) + ${downloadSeconds} s of waiting for ` +
          `downloads; ${(receivedBytes / 1e6).toFixed(0)} MB came in`,
      },
      [seconds / 60],
    ),
    rowOf(
      {
        what: 'cold up, CPU seconds',
        unit: 's',
        goal: { op: '<=', value: share(0.7) },
        must: { op: '<=', value: share(0.85) },
        peer: { name: `commit ${other.commit}`, value: other.busySeconds },
        why: before
          ? `${(busySeconds / before.busySeconds).toFixed(2)} × of it; most of what is left compiles Kubernetes and its libraries, which both do`
          : 'the peer is a recorded figure of another day; --against REV runs it beside',
      },
      [busySeconds],
    ),
  ]
}
