/** The code server and the build worker, as `up` installs them. Pure. */
import { environmentOf } from '@opads/kernel/container'
import { buildNamespace, systemNamespace } from '@opads/kernel/namespaces'
import { secretOfService } from '@opads/kernel/service'
import { accountOf, deploymentOf, ingressOf, lockedDown, ownedFolder, serviceOf } from '@opads/parts/objects'
import type { Cloud, Manifest, Part } from '@opads/parts/part'
import { livenessProbe, readinessProbe, startupProbe } from '@opads/serve/alive'

const statePath = '/var/lib/opads-data/delivery'
/** Only in the builds' namespace: delivery runs git and reads people's files. */
const rules = [
  { apiGroups: ['batch'], resources: ['jobs'], verbs: ['get', 'list', 'create', 'patch', 'delete'] },
  { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: ['get', 'list'] },
]

export const deliveryPart: Part = {
  name: 'delivery',
  title: 'Git and builds',
  needs: ['pluto'],
  images: { registry: ['opads', 'base-node', 'base-php', 'base-static'] },
  state: [
    { path: statePath, holds: 'git repositories' },
    { path: '/var/cache/opads-builds', holds: 'caches of builds' },
  ],
  memoryBytes: 100 * 2 ** 20,
  workloads: [{ kind: 'Deployment', namespace: systemNamespace, name: 'delivery' }],
  probes: [{ host: 'git', path: '/healthz', status: 200 }],
  install: { by: 'objects', objects },
}

function objects({ image, domain, port, registryAddress, stateHost }: Cloud): readonly Manifest[] {
  const folder = ownedFolder(image('opads'), statePath)
  const bases = { node: image('base-node'), php: image('base-php'), static: image('base-static') }
  return [
    ...accountOf('delivery', rules, buildNamespace),
    deploymentOf(
      'delivery',
      {
        serviceAccountName: 'delivery',
        // git leaves background processes; the pod's pause process reaps them.
        shareProcessNamespace: true,
        initContainers: [folder.init],
        containers: [
          {
            name: 'delivery',
            image: image('opads'),
            args: ['delivery/main.mjs'],
            env: environmentOf({
              OPADS_IMAGE: image('opads'),
              OPADS_BASES: JSON.stringify(bases),
              OPADS_REGISTRY_ADDRESS: registryAddress,
              OPADS_CONSOLE: `https://console.${domain}${port === 443 ? '' : `:${port}`}`,
            }),
            envFrom: [{ configMapRef: { name: 'delivery-limits', optional: true } }],
            securityContext: lockedDown,
            startupProbe: startupProbe(8081),
            readinessProbe: readinessProbe(8081),
            livenessProbe: livenessProbe(8081, 12),
            resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '512Mi' } },
            volumeMounts: [
              folder.mount,
              { name: 'secrets', mountPath: '/etc/opads-secrets', readOnly: true },
              { name: 'tmp', mountPath: '/tmp' },
            ],
          },
        ],
        volumes: [
          folder.volume,
          {
            name: 'secrets',
            secret: {
              secretName: 'opads',
              defaultMode: 0o440,
              items: [secretOfService('delivery'), 'internal-token'].map((key) => ({ key, path: key })),
            },
          },
          { name: 'tmp', emptyDir: {} },
        ],
      },
      { stateHost },
    ),
    serviceOf('delivery', 8081),
    // Jobs fetch their source inside the cluster.
    ingressOf('delivery', `git.${domain}`, ['/source']),
  ]
}
