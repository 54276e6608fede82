/** The gateway on every node, as `up` installs it. Pure. */
import { createHash } from 'node:crypto'
import { systemNamespace } from '@opads/kernel/namespaces'
import { accountOf, lockedDown, metadataOf, secretOf, selectorOf } from '@opads/parts/objects'
import type { Cloud, Manifest, Part } from '@opads/parts/part'

const rules = [
  { apiGroups: [''], resources: ['services'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['get', 'list', 'watch'] },
]
/** In the cloud's folder, for the domain and all names below it. */
const certificate = 'gateway/gateway'
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)
const isCurrent = { exec: { command: ['/usr/bin/test', '-e', '/run/gateway/current'] } }
/** Fails when the file is older than two minutes or missing. */
const isAlive = {
  exec: {
    command: ['/usr/bin/find', '/run/gateway/alive', '-mmin', '+2', '-exec', '/usr/bin/false', '{}', '+'],
  },
}
const run = { name: 'run', mountPath: '/run/gateway' }

export const gatewayPart: Part = {
  name: 'gateway',
  title: 'Gateway',
  needs: ['system'],
  images: { registry: ['gateway', 'opads'] },
  files: [{ path: certificate, names: (domain) => [domain, `*.${domain}`] }],
  ports: [443],
  memoryBytes: 120 * 2 ** 20,
  workloads: [{ kind: 'DaemonSet', namespace: systemNamespace, name: 'gateway' }],
  probes: [{ host: 'nothing-here', path: '/', status: 404 }],
  install: { by: 'objects', objects },
}

function objects({ image, file }: Cloud): readonly Manifest[] {
  const tls = { 'tls.crt': file(`${certificate}.crt`), 'tls.key': file(`${certificate}.key`) }
  return [
    ...accountOf('gateway', rules),
    secretOf(systemNamespace, 'gateway-tls', tls, 'kubernetes.io/tls'),
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'IngressClass',
      metadata: { name: 'opads' },
      spec: { controller: 'opads.io/gateway' },
    } as Manifest,
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: metadataOf('gateway'),
      spec: {
        selector: { matchLabels: selectorOf('gateway') },
        // The new pod accepts connections before the old one stops: both listen on the port.
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          metadata: {
            labels: metadataOf('gateway').labels,
            // A new certificate replaces the pods.
            annotations: { 'opads.io/certificate': digestOf(tls['tls.crt']) },
          },
          spec: {
            serviceAccountName: 'gateway',
            // nginx gives open connections 60 s.
            terminationGracePeriodSeconds: 75,
            hostNetwork: true,
            dnsPolicy: 'ClusterFirstWithHostNet',
            securityContext: { fsGroup: 10001 },
            containers: [
              {
                name: 'nginx',
                image: image('gateway'),
                command: ['/usr/local/bin/gateway-start'],
                // The master binds 443 and drops its rights in its workers.
                securityContext: {
                  runAsUser: 0,
                  allowPrivilegeEscalation: false,
                  capabilities: {
                    drop: ['ALL'],
                    add: ['NET_BIND_SERVICE', 'SETUID', 'SETGID', 'CHOWN', 'DAC_OVERRIDE'],
                  },
                },
                resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '512Mi' } },
                volumeMounts: [run, { name: 'tls', mountPath: '/etc/gateway-tls', readOnly: true }],
              },
              {
                name: 'controller',
                image: image('opads'),
                args: ['gateway/l7/main.mjs'],
                securityContext: lockedDown,
                // By a file: during a rollout two pods share the host's network, so a port would not tell them apart. Each probe starts a
                // program: not every second.
                startupProbe: { ...isCurrent, periodSeconds: 2, timeoutSeconds: 10, failureThreshold: 300 },
                readinessProbe: { ...isCurrent, periodSeconds: 10, timeoutSeconds: 10 },
                livenessProbe: { ...isAlive, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 4 },
                resources: { requests: { cpu: '10m', memory: '48Mi' }, limits: { memory: '256Mi' } },
                volumeMounts: [run],
              },
            ],
            volumes: [
              { name: 'run', emptyDir: {} },
              { name: 'tls', secret: { secretName: 'gateway-tls' } },
            ],
          },
        },
      },
    } as never,
  ]
}
