/** Kubernetes objects that several parts need in the same form. Pure. */
import { closedPaths } from '@opads/kernel/ingress'
import { systemNamespace } from '@opads/kernel/namespaces'
import type { Manifest, Size } from './part.ts'

export const metadataOf = (name: string) => ({
  name,
  namespace: systemNamespace,
  labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'opads' },
})
export const selectorOf = (name: string) => ({ 'app.kubernetes.io/name': name })
/** The node's name, as a label of the node. */
export const hostLabel = 'kubernetes.io/hostname'
export const lockedDown = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 10001,
  runAsGroup: 10001,
}

/** Of a process without state on a host: one more than may be away, where there are nodes for it. */
export const replicasOf = ({ nodes }: Size): number => (nodes > 1 ? 2 : 1)

type PodSpec = Readonly<Record<string, unknown>> & { readonly containers: readonly object[] }
/** Several replicas are on different nodes where that can be. With `stateHost` the pod stays on the node that has its state, and the old pod ends before the new one starts. */
export const deploymentOf = (
  name: string,
  pod: PodSpec,
  { stateHost, replicas = 1 }: { readonly stateHost?: string; readonly replicas?: number } = {},
): Manifest & Record<string, unknown> => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadataOf(name),
  spec: {
    replicas,
    ...(stateHost !== undefined && { strategy: { type: 'Recreate' } }),
    selector: { matchLabels: selectorOf(name) },
    template: {
      metadata: { labels: metadataOf(name).labels },
      spec: {
        securityContext: { fsGroup: 10001 },
        ...(stateHost !== undefined && { nodeSelector: { [hostLabel]: stateHost } }),
        ...(replicas > 1 && { topologySpreadConstraints: [spread(name)] }),
        ...pod,
      },
    },
  },
})

const spread = (name: string) => ({
  maxSkew: 1,
  topologyKey: hostLabel,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: selectorOf(name) },
})

export const serviceOf = (
  name: string,
  targetPort: number,
  port = 80,
): Manifest & Record<string, unknown> => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: metadataOf(name),
  spec: { selector: selectorOf(name), ports: [{ name: 'http', port, targetPort }] },
})
/** @param closed paths that the gateway does not pass on: they are for callers inside the cluster */
export const ingressOf = (
  name: string,
  host: string,
  closed: readonly string[],
): Manifest & Record<string, unknown> => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { ...metadataOf(name), annotations: { [closedPaths]: closed.join(',') } },
  spec: {
    ingressClassName: 'opads',
    rules: [
      {
        host,
        http: {
          paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { name: 'http' } } } }],
        },
      },
    ],
  },
})
/** A service account with these rules, in one namespace or in the whole cluster. */
export const accountOf = (
  name: string,
  rules: readonly object[],
  namespace?: string,
): readonly (Manifest & Record<string, unknown>)[] => {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role'
  const metadata = { name: `opads-${name}`, ...(namespace !== undefined && { namespace }) }
  const apiGroup = 'rbac.authorization.k8s.io'
  const apiVersion = `${apiGroup}/v1`
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadataOf(name) },
    { apiVersion, kind, metadata, rules },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup, kind, name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: systemNamespace }],
    },
  ]
}
/** A hostPath folder owned by our user: state of a part with one replica. */
export const ownedFolder = (image: string, path: string) => ({
  volume: { name: 'state', hostPath: { path, type: 'DirectoryOrCreate' } },
  mount: { name: 'state', mountPath: '/var/lib/opads' },
  init: {
    name: 'own',
    image,
    command: ['/usr/bin/chown', '10001:10001', '/var/lib/opads'],
    securityContext: { runAsUser: 0, capabilities: { drop: ['ALL'], add: ['CHOWN'] } },
    volumeMounts: [{ name: 'state', mountPath: '/var/lib/opads' }],
  },
})

export const secretOf = (
  namespace: string,
  name: string,
  values: Readonly<Record<string, string>>,
  type = 'Opaque',
): Manifest & Record<string, unknown> => ({
  apiVersion: 'v1',
  kind: 'Secret',
  type,
  metadata: { name, namespace },
  data: Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
  ),
})
