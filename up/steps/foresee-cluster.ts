/** What a run would do to the cluster: one answer of `opads cluster plan`, as those of three steps. */
import type { PlanAnswer } from '@opads/cluster/contract'
import type { Foreseen, Step } from '@opads/kernel/step'
import { firstBusy } from '../foresee.ts'
import type { UpWorld } from '../world.ts'

type Foresee = NonNullable<Step<UpWorld>['foresee']>

export function foreseeCluster(options: readonly string[]) {
  let planned: PlanAnswer | undefined
  const foresee: Foresee = async (world, earlier) => {
    planned = undefined
    const busy = firstBusy(['programs', 'images', 'hosts'], earlier)
    if (busy !== undefined) return { knownAfter: busy }
    if (world.changes.length > 0) return { knownAfter: 'hosts' } // that step keeps the choice of parts
    planned = JSON.parse(await world.room('cluster', ['plan', ...options, '--json'])) as PlanAnswer
    if (planned.isNew) return { changes: ['makes the cluster'] }
    return { changes: planned.differences.filter(({ host }) => host !== undefined).map(({ say }) => say) }
  }
  /** A later step of the same program. */
  const then =
    (changesIn: (plan: PlanAnswer) => readonly string[]): Foresee =>
    async (_, earlier): Promise<Foreseen> => {
      const first = earlier('cluster')
      if ('knownAfter' in first) return first
      return planned === undefined ? { knownAfter: 'cluster' } : { changes: changesIn(planned) }
    }
  return {
    foresee,
    foreseeApi: then(({ isNew, restarts }) =>
      isNew
        ? ['makes the control plane']
        : restarts.map(({ host, what, downtime }) => `${host}: ${what} restarts, downtime: ${downtime}`),
    ),
    foreseeReady: then(({ isNew, differences }) => [
      ...(isNew ? [] : differences.filter(({ host }) => host === undefined).map(({ say }) => say)),
      ...(isNew || differences.length > 0 ? ['verifies the cluster'] : []),
    ]),
  }
}
