/** An application in an environment as Kubernetes objects. Pure. */
import { createHash } from 'node:crypto'
import type { Recipe } from '@opads/delivery/contract'
import { environmentOf, wordsOf } from '@opads/kernel/container'
import type { KubeObject } from '@opads/kernel/kube'
import { hostOf, namespaceOf } from '../environment/names.ts'

type Placement = {
  readonly application: string
  readonly tenant: string
  readonly environment: string
  /** `main.localhost` */
  readonly domain: string
  readonly release: number
  readonly commit: string
  /** Reference with digest. */
  readonly image: string
  readonly recipe: Recipe
  readonly replicas: number
  /** Configuration and secrets, decrypted. */
  readonly variables: Readonly<Record<string, string>>
  /** Its pods get their own user namespace instead of the host's. */
  readonly userNamespace: boolean
  /** Changes when a variable does, so that pods are replaced. */
  readonly variablesDigest: string
}

/** Seconds for which a terminating pod still serves, until the gateway has removed it. */
const drainSeconds = 3

export function objectsOf(placement: Placement): readonly KubeObject[] {
  const { application, tenant, environment, variables } = placement
  const namespace = namespaceOf(tenant, environment)
  const labels = labelsOf(placement)
  const selector = selectorOf(placement)
  const object = <T extends object>(apiVersion: string, kind: string, rest: T) => ({
    apiVersion,
    kind,
    metadata: { name: application, namespace, labels },
    ...rest,
  })
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: namespace,
        labels: { 'opads.io/tenant': tenant, 'pod-security.kubernetes.io/enforce': 'baseline' },
      },
    },
    object('v1', 'Secret', {
      data: Object.fromEntries(
        Object.entries(variables).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
      ),
    }),
    object('apps/v1', 'Deployment', { spec: rolloutOf(placement) }),
    object('v1', 'Service', { spec: { selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } }),
    object('networking.k8s.io/v1', 'Ingress', { spec: wayIn(placement) }),
  ]
}

const labelsOf = ({ application, tenant, environment }: Placement) => ({
  'app.kubernetes.io/name': application,
  'app.kubernetes.io/managed-by': 'opads',
  'opads.io/tenant': tenant,
  'opads.io/environment': environment,
})
const selectorOf = ({ application, environment }: Placement) => ({
  'app.kubernetes.io/name': application,
  'opads.io/environment': environment,
})

/** No pod is stopped before its replacement is ready. */
function rolloutOf(placement: Placement) {
  const { recipe, replicas } = placement
  return {
    replicas,
    selector: { matchLabels: selectorOf(placement) },
    strategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 0, maxSurge: replicas > 8 ? '25%' : 1 },
    },
    progressDeadlineSeconds: recipe.startSeconds,
    revisionHistoryLimit: 2,
    template: templateOf(placement),
  }
}

/** The annotation `template` identifies its pods: a release has several templates when variables or nodes change. */
function templateOf(placement: Placement) {
  const { release, commit, userNamespace, variablesDigest } = placement
  const annotations = {
    'opads.io/release': String(release),
    'opads.io/commit': commit,
    'opads.io/variables': variablesDigest,
  }
  const spec = {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    ...(userNamespace && { hostUsers: false }),
    terminationGracePeriodSeconds: 30,
    securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    containers: [containerOf(placement)],
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([annotations, spec]))
    .digest('hex')
    .slice(0, 16)
  return {
    metadata: { labels: labelsOf(placement), annotations: { ...annotations, 'opads.io/template': digest } },
    spec,
  }
}

const containerOf = ({ application, image, recipe, variables }: Placement) => ({
  name: 'application',
  image,
  ...(recipe.run && { args: wordsOf(recipe.run) }),
  ports: [{ name: 'http', containerPort: recipe.port }],
  env: environmentOf({
    PORT: String(recipe.port),
    // Variables set for the environment override those of the source.
    ...Object.fromEntries(Object.entries(recipe.env).filter(([name]) => !(name in variables))),
  }),
  envFrom: [{ secretRef: { name: application } }],
  readinessProbe: {
    httpGet: { path: recipe.health, port: 'http' },
    periodSeconds: 1,
    failureThreshold: 3,
    timeoutSeconds: 2,
  },
  lifecycle: { preStop: { sleep: { seconds: drainSeconds } } },
  resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '512Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 10001,
  },
})

function wayIn(placement: Placement) {
  const backend = { service: { name: placement.application, port: { number: 80 } } }
  const paths = [{ path: '/', pathType: 'Prefix', backend }]
  return { ingressClassName: 'opads', rules: [{ host: hostOf(placement), http: { paths } }] }
}
