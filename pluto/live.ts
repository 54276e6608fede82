/** What Kubernetes says now of applications: rows in memory, kept by list and watch. One watch for all who look. */

import type { KubeObject } from '@opads/kernel/kube'
import type { Kube } from '@opads/world/kube/client'
import type { listWatch } from '@opads/world/kube/list-watch'
import { type PodRow, podRow } from './pod-row.ts'
import { type DeploymentRow, deploymentRow } from './rollout.ts'
import type { EnvironmentName } from './shapes.ts'

export type NodeRow = { readonly name: string; readonly isReady: boolean; readonly kubernetes: string }
export type Live = {
  readonly pods: (application: string, environment?: EnvironmentName) => readonly PodRow[]
  readonly deployment: (application: string, environment: EnvironmentName) => DeploymentRow | undefined
  readonly nodes: () => readonly NodeRow[]
  readonly podsOn: (node: string) => number
  readonly isReady: () => boolean
}
const managed = 'app.kubernetes.io/managed-by=opads'

type Node = KubeObject & {
  status?: { conditions?: { type: string; status: string }[]; nodeInfo?: { kubeletVersion: string } }
}
const nodeRow = (object: KubeObject): NodeRow => {
  const { conditions = [], nodeInfo } = (object as Node).status ?? {}
  return {
    name: object.metadata.name,
    isReady: conditions.some((one) => one.type === 'Ready' && one.status === 'True'),
    kubernetes: nodeInfo?.kubeletVersion.replace(/^v/, '') ?? '',
  }
}

/** @param watch the real list-watch. @param tell called with the application whose rows changed */
export function live(
  kube: Kube,
  watch: typeof listWatch,
  tell: (application: string) => void,
  signal: AbortSignal,
): Live {
  const onChange = (row?: { readonly application: string }) => row && tell(row.application)
  const pods = watch(kube, { path: '/api/v1/pods', selector: managed, project: podRow, onChange, signal })
  const deployments = watch(kube, {
    path: '/apis/apps/v1/deployments',
    selector: managed,
    project: deploymentRow,
    onChange,
    signal,
  })
  const nodes = watch(kube, { path: '/api/v1/nodes', project: nodeRow, onChange: () => {}, signal })
  const newest = (a: PodRow, b: PodRow) =>
    a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : a.name < b.name ? -1 : 1
  return {
    pods: (application, environment) =>
      [...pods.rows.values()]
        .filter(
          (pod) =>
            pod.application === application && (environment === undefined || pod.environment === environment),
        )
        .sort(newest),
    deployment: (application, environment) =>
      [...deployments.rows.values()].find(
        (row) => row.application === application && row.environment === environment,
      ),
    nodes: () => [...nodes.rows.values()],
    podsOn: (node) => [...pods.rows.values()].filter((pod) => pod.node === node).length,
    isReady: () => pods.isReady() && deployments.isReady() && nodes.isReady(),
  }
}
