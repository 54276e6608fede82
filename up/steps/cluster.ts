/**
 * One program, shown as three steps: steps that need the registry or the API begin as soon as it answers; the last ends when
 * the whole cluster is ready and verified.
 */
import { type Milestone, milestones } from '@opads/cluster/contract'
import type { Report, Step } from '@opads/kernel/step'
import type { Words } from '../words.ts'
import type { UpWorld } from '../world.ts'
import { foreseeCluster } from './foresee-cluster.ts'
import { runRoom } from './room.ts'

type Run = { readonly whole: Promise<boolean>; readonly until: Readonly<Record<Milestone, Promise<unknown>>> }

export function clusterSteps({ cloud, file }: Pick<Words, 'cloud' | 'file'>): readonly Step<UpWorld>[] {
  const options = ['--cloud', cloud, ...(file ? ['--file', file] : [])]
  const args = ['up', ...options]
  const { foresee, foreseeApi, foreseeReady } = foreseeCluster(options)
  let run: Run | undefined
  let latest: Report = () => {} // of the latest step
  const begin = (world: UpWorld): Run => {
    const seen = new Map(milestones.map((one) => [one, Promise.withResolvers<boolean>()]))
    const whole = runRoom(
      world,
      'cluster',
      args,
      (news) => latest(news),
      (what) => seen.get(what as Milestone)?.resolve(true),
    )
    whole.catch(() => {}) // rethrown by the step that waits for it
    const until = [...seen].map(([one, { promise }]) => [one, Promise.race([promise, whole])] as const)
    for (const [, promise] of until) promise.catch(() => {})
    return { whole, until: Object.fromEntries(until) as Run['until'] }
  }
  const part = (world: UpWorld, report: Report) => {
    latest = report
    run ??= begin(world)
    return run
  }
  return [
    {
      id: 'cluster',
      title: 'Hosts of the cluster and its registry',
      needs: ['images', 'hosts'],
      estimateSeconds: 12,
      endsWith: 'cluster-ready',
      foresee,
      run: (world, report) => part(world, report).until.registry as Promise<boolean>,
    },
    {
      id: 'cluster-api',
      title: 'Kubernetes',
      needs: ['cluster'],
      endsWith: 'cluster-ready',
      estimateSeconds: 8,
      foresee: foreseeApi,
      run: (world, report) => part(world, report).until.api as Promise<boolean>,
    },
    {
      id: 'cluster-ready',
      title: 'Cluster verified',
      needs: ['cluster-api'],
      estimateSeconds: 8,
      foresee: foreseeReady,
      run: (world, report) => part(world, report).whole,
    },
  ]
}
