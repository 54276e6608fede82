/** The fake's clusters: nodes, pods and Deployments as live rows, and the logs of pods. */
import { haveUserNamespaces } from '@opads/kernel/user-namespaces'
import type { Kube } from '@opads/world/kube/client'
import type { clusterContract } from '../cluster/contract.ts'
import type { NodeRow } from '../cluster/node-row.ts'
import { clusterView } from '../cluster/rows.ts'
import type { GuardedHandlers } from '../gate/guarded.ts'
import { sees } from '../gate/roles.ts'
import type { Live, Unknown } from '../live/rows.ts'
import type { PodRow } from '../pod/row.ts'
import type { DeploymentRow } from '../rollout/progress.ts'
import type { Clock } from './clock.ts'
import { podLine } from './logs.ts'
import { byText, isAt, type Store } from './store.ts'
import { tenantOf } from './target.ts'
import type { FakeTools } from './tools.ts'

export type FakeCluster = ReturnType<typeof clusterOf>
/** The cluster that Pluto runs on. */
export const here = 'main'
/** A followed log says a line as often. */
const lineMs = 100

export function clusterOf(clock: Clock) {
  const pods: PodRow[] = []
  const deployments: DeploymentRow[] = []
  /** By the name of their cluster. */
  const nodes = new Map<string, NodeRow[]>()
  const unknown = new Map<string, Unknown>()
  const newest = (a: PodRow, b: PodRow) => byText<PodRow>((pod) => pod.createdAt)(b, a)
  const live: Live = {
    pods: (application, environment) =>
      pods
        .filter((pod) => pod.application === application)
        .filter((pod) => environment === undefined || pod.environment === environment)
        .sort((a, b) => newest(a, b) || byText<PodRow>(({ name }) => name)(a, b)),
    deployment: (application, environment) => deployments.find(isAt({ application, environment })),
    nodes: () => nodes.get(here) ?? [],
    userNamespaces: () => (unknown.has(here) ? undefined : haveUserNamespaces(nodes.get(here) ?? [])),
    podsOn: (node) => pods.filter((pod) => pod.node === node),
    unknown: (what) => (what === 'nodes' ? unknown.get(here) : undefined),
  }
  const kube: { lines: Kube['lines'] } = {
    lines: async (path, onLine, { signal } = {}) => {
      const { pathname, searchParams } = new URL(path, 'http://kube')
      const pod = pathname.split('/').at(-2)!
      let line = 0
      for (; line < Math.min(40, Number(searchParams.get('tailLines'))); line += 1)
        await onLine(podLine(line, pod, clock.now()))
      for (; searchParams.get('follow') === 'true' && !signal?.aborted; line += 1) {
        await clock.pause(lineMs, signal)
        if (!signal?.aborted) await onLine(podLine(line, pod, clock.now()))
      }
      return 0
    },
  }
  return { pods, deployments, nodes, unknown, live, kube }
}

export const clusterRoutes = ({ store, cluster }: FakeTools) => {
  const { rows } = store
  const { nodes, unknown, live } = cluster
  return {
    'GET /api/v1/clusters': async ({ caller }) => ({
      items: rows.cluster.toSorted(byText(({ name }) => name)).map(({ name }) =>
        clusterView(name, rows.environment, {
          nodes: nodes.get(name) ?? [],
          unknown: unknown.get(name),
          podsOn: (node) =>
            live.podsOn(node).filter(({ application }) => {
              const tenant = tenantOf(store, application)
              return tenant !== undefined && sees(caller, tenant)
            }).length,
        }),
      ),
    }),
  } satisfies GuardedHandlers<typeof clusterContract, Store>
}
