/** A Kubernetes without nodes: keeps what is applied, and shows the rows that a test puts there. */
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import type { Kube } from '@opads/world/kube/client'
import type { Live } from '../live.ts'
import type { PodRow } from '../pod-row.ts'
import type { DeploymentRow } from '../rollout.ts'

export function cluster() {
  const objects = new Map<string, KubeObject>()
  const pods: PodRow[] = []
  const deployments: DeploymentRow[] = []
  const kube: Kube = {
    get: async <T>(path: string) => objects.get(path) as T | undefined,
    apply: async (object) => {
      const path = objectPath(object)
      const generation = (objects.get(path)?.metadata.generation ?? 0) + 1
      const applied = { ...object, metadata: { ...object.metadata, generation } }
      objects.set(path, applied)
      return applied
    },
    remove: async (path) => objects.delete(path),
    lines: async (path, onLine) => {
      await onLine(`log of ${path}`)
      return 0
    },
    close: async () => {},
  }
  const live: Live = {
    pods: (application, environment) =>
      pods.filter(
        (pod) =>
          pod.application === application && (environment === undefined || pod.environment === environment),
      ),
    deployment: (application, environment) =>
      deployments.find((row) => row.application === application && row.environment === environment),
    nodes: () => [{ name: 'node-1', isReady: true, kubernetes: '1.36.0' }],
    podsOn: (node) => pods.filter((pod) => pod.node === node).length,
    unknown: () => undefined,
  }
  return { kube, live, objects, pods, deployments }
}
