/** Pluto and its database, as `up` installs them. Pure. */
import { environmentOf } from '@opads/kernel/container'
import { systemNamespace } from '@opads/kernel/namespaces'
import {
  accountOf,
  deploymentOf,
  ingressOf,
  lockedDown,
  ownedFolder,
  replicasOf,
  serviceOf,
} from '@opads/parts/objects'
import type { Cloud, Manifest, Part } from '@opads/parts/part'
import { livenessProbe, readinessProbe, startupProbe } from '@opads/serve/alive'
import { plutoChecks } from './checks.ts'

const databasePath = '/var/lib/opads-data/postgresql'
const secrets = { name: 'secrets', secret: { secretName: 'opads', defaultMode: 0o440 } }
const secretsMount = { name: 'secrets', mountPath: '/etc/opads-secrets', readOnly: true }

export const databasePart: Part = {
  name: 'postgresql',
  title: 'Database',
  needs: ['system'],
  images: { registry: ['postgresql'] },
  state: [{ path: databasePath, holds: 'database' }],
  memoryBytes: 160 * 2 ** 20,
  workloads: [{ kind: 'Deployment', namespace: systemNamespace, name: 'postgresql' }],
  install: { by: 'objects', objects: databaseObjects },
}

function databaseObjects({ image, stateHost }: Cloud): readonly Manifest[] {
  const folder = ownedFolder(image('postgresql'), databasePath)
  return [
    deploymentOf(
      'postgresql',
      {
        automountServiceAccountToken: false,
        initContainers: [folder.init],
        containers: [
          {
            name: 'postgresql',
            image: image('postgresql'),
            command: ['/usr/local/bin/postgresql-start'],
            securityContext: lockedDown,
            // No exec probe: a program a second costs more than the database. Clients are refused while it starts, and wait.
            readinessProbe: { tcpSocket: { port: 5432 }, periodSeconds: 1, timeoutSeconds: 5 },
            resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '512Mi' } },
            volumeMounts: [folder.mount, secretsMount, { name: 'run', mountPath: '/run/postgresql' }],
          },
        ],
        volumes: [folder.volume, secrets, { name: 'run', emptyDir: {} }],
      },
      { stateHost },
    ),
    serviceOf('postgresql', 5432, 5432),
  ]
}

const rules = [
  {
    apiGroups: [''],
    resources: ['namespaces', 'secrets', 'services'],
    verbs: ['get', 'create', 'patch', 'delete'],
  },
  { apiGroups: [''], resources: ['pods', 'pods/log', 'events'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
  {
    apiGroups: ['apps'],
    resources: ['deployments'],
    verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'],
  },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: ['get', 'create', 'patch', 'delete'] },
]

export const plutoPart: Part = {
  name: 'pluto',
  title: 'API and console',
  needs: ['postgresql'],
  images: { registry: ['opads'] },
  memoryBytes: 160 * 2 ** 20, // hashing a password takes 19 MiB
  workloads: [{ kind: 'Deployment', namespace: systemNamespace, name: 'pluto' }],
  probes: [{ host: 'console', path: '/healthz', status: 200 }],
  checks: plutoChecks,
  install: { by: 'objects', objects: plutoObjects },
}

function plutoObjects({ image, domain, port, size }: Cloud): readonly Manifest[] {
  return [
    ...accountOf('pluto', rules),
    deploymentOf(
      'pluto',
      {
        serviceAccountName: 'pluto',
        containers: [
          {
            name: 'pluto',
            image: image('opads'),
            args: ['pluto/main.mjs'],
            env: environmentOf({
              OPADS_DOMAIN: domain,
              OPADS_PORT: String(port),
              OPADS_DATABASE_HOST: `postgresql.${systemNamespace}`,
            }),
            securityContext: lockedDown,
            startupProbe: startupProbe(8080),
            readinessProbe: readinessProbe(8080),
            // It waits for the database before it listens.
            livenessProbe: livenessProbe(8080, 30),
            resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '384Mi' } },
            volumeMounts: [secretsMount, { name: 'tmp', mountPath: '/tmp' }],
          },
        ],
        volumes: [secrets, { name: 'tmp', emptyDir: {} }],
      },
      { replicas: replicasOf(size) },
    ),
    serviceOf('pluto', 8080),
    ingressOf('pluto', `console.${domain}`, ['/internal']),
  ]
}
