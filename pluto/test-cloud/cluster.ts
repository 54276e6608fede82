/** A fake cluster: the fake API server, and the live rows that a test sets. */
import type { Kube } from '@opads/world/kube/client'
import { fakeKube } from '@opads/world/kube/fake'
import type { Live } from '../live/rows.ts'
import type { PodRow } from '../pod/row.ts'
import type { DeploymentRow } from '../rollout/progress.ts'

export function cluster() {
  const pods: PodRow[] = []
  const deployments: DeploymentRow[] = []
  const nodes: { haveUserNamespaces: boolean | undefined } = { haveUserNamespaces: true }
  const fake = fakeKube()
  const kube: Kube = {
    ...fake.kube,
    lines: async (path, onLine) => {
      await onLine(`log of ${path}`)
      return 0
    },
  }
  const live: Live = {
    pods: (application, environment) =>
      pods.filter(
        (pod) =>
          pod.application === application && (environment === undefined || pod.environment === environment),
      ),
    deployment: (application, environment) =>
      deployments.find((row) => row.application === application && row.environment === environment),
    nodes: () => [
      { name: 'node-1', isReady: true, kubernetes: '1.36.0', takesPods: true, hasUserNamespaces: true },
    ],
    userNamespaces: () => nodes.haveUserNamespaces,
    podsOn: (node) => pods.filter((pod) => pod.node === node),
    unknown: () => undefined,
  }
  return { kube, live, fake, objects: fake.store, pods, deployments, nodes }
}
