/** Rows of `up`: its time, and the cluster step compared with a plain script. Pure. */
import { median, type Row, rowOf } from './kit.ts'
import type { UpRun } from './up-runs.ts'

export const firstAnswer = (mine: readonly UpRun[]): Row =>
  rowOf(
    { what: 'cached up to first answer', unit: 's', goal: { op: '<=', value: 45 } },
    mine.map((run) => run.seconds),
  )

/** @param plain seconds of the script; empty if it failed */
export function clusterShare(mine: readonly UpRun[], plain: readonly number[]): Row {
  const peer = plain.length === 0 ? undefined : median(plain)
  return rowOf(
    {
      what: "cluster's share of it",
      unit: 's',
      ...(peer !== undefined && {
        goal: { op: '<=', value: Number((1.5 * peer).toFixed(1)) },
        must: { op: '<=', value: Number((2.5 * peer).toFixed(1)) },
        peer: { name: 'plain kubeadm script', value: peer },
      }),
      why:
        peer === undefined
          ? 'the peer did not come up'
          : 'from its start to the end of its verification, while images are pushed and parts start beside it; the script has no registry, add-ons and checks',
    },
    mine.map((run) => run.cluster),
  )
}
