/** Rows of `up`: in pairs with another commit, and the cluster step compared with a plain script. Pure. */
import { median, type Row, rowOf } from './kit.ts'
import type { UpRun } from './up-runs.ts'

/** This checkout's time divided by the other commit's. */
const mustShare = 0.75

export function firstAnswer(
  mine: readonly UpRun[],
  theirs: readonly UpRun[],
  revision: string | undefined,
): Row {
  const facts = { what: 'cached up to first answer', unit: 's', goal: { op: '<=', value: 45 } } as const
  const seconds = mine.map((run) => run.seconds)
  if (revision === undefined) return rowOf({ ...facts, why: 'no pairs: --against REV' }, seconds)
  const shares = mine.map((run, index) => run.seconds / theirs[index]!.seconds)
  const [share, least, most] = [median(shares), Math.min(...shares), Math.max(...shares)]
  return rowOf(
    {
      ...facts,
      // The limit for the pairs' median share, converted to seconds of this row.
      must: { op: '<=', value: Number(((median(seconds) * mustShare) / share).toPrecision(4)) },
      peer: { name: `commit ${revision}, in turn`, value: median(theirs.map((run) => run.seconds)) },
      why: `${share.toFixed(2)} × the commit (${least.toFixed(2)} to ${most.toFixed(2)} in ${shares.length} pairs), must ${mustShare} ×`,
    },
    seconds,
  )
}

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
