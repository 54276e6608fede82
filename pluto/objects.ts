/** An application in an environment as Kubernetes objects. Pure. */
import type { Recipe } from '@opads/delivery/contract'
import type { KubeObject } from '@opads/kernel/kube'

export type Placement = {
  readonly application: string
  readonly tenant: string
  readonly environment: string
  /** `main.localhost` */
  readonly domain: string
  readonly release: number
  readonly commit: string
  /** With its digest. */
  readonly image: string
  readonly recipe: Recipe
  readonly replicas: number
  /** Configuration and secrets, already opened. */
  readonly variables: Readonly<Record<string, string>>
  /** Changes when a variable does, so that pods are renewed. */
  readonly variablesDigest: string
}

export const namespaceOf = (tenant: string, environment: string): string => `${tenant}-${environment}`
export const hostOf = ({
  application,
  environment,
  domain,
}: Pick<Placement, 'application' | 'environment' | 'domain'>): string =>
  `${application}-${environment}.${domain}`

/** Seconds in which a leaving pod still serves while the gateway forgets it. */
const drainSeconds = 3

export function objectsOf(placement: Placement): readonly KubeObject[] {
  const { application, tenant, environment, release, commit, image, recipe, replicas, variables } = placement
  const namespace = namespaceOf(tenant, environment)
  const labels = {
    'app.kubernetes.io/name': application,
    'app.kubernetes.io/managed-by': 'opads',
    'opads.io/tenant': tenant,
    'opads.io/environment': environment,
  }
  const metadata = { name: application, namespace, labels }
  const selector = { 'app.kubernetes.io/name': application, 'opads.io/environment': environment }
  const container = {
    name: 'application',
    image,
    ...(recipe.run && { args: recipe.run }),
    ports: [{ name: 'http', containerPort: recipe.port }],
    env: [
      { name: 'PORT', value: String(recipe.port) },
      // What was set for the environment comes before what the source says.
      ...Object.entries(recipe.env)
        .filter(([name]) => !(name in variables))
        .map(([name, value]) => ({ name, value })),
    ],
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
  }
  const object = <T extends object>(apiVersion: string, kind: string, rest: T) => ({
    apiVersion,
    kind,
    metadata,
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
    object('apps/v1', 'Deployment', {
      spec: {
        replicas,
        selector: { matchLabels: selector },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxUnavailable: 0, maxSurge: replicas > 8 ? '25%' : 1 },
        },
        progressDeadlineSeconds: recipe.startSeconds,
        revisionHistoryLimit: 2,
        template: {
          metadata: {
            labels,
            annotations: {
              'opads.io/release': String(release),
              'opads.io/commit': commit,
              'opads.io/variables': placement.variablesDigest,
            },
          },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 30,
            securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
            containers: [container],
          },
        },
      },
    }),
    object('v1', 'Service', { spec: { selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] } }),
    object('networking.k8s.io/v1', 'Ingress', {
      spec: {
        ingressClassName: 'opads',
        rules: [
          {
            host: hostOf(placement),
            http: {
              paths: [
                {
                  path: '/',
                  pathType: 'Prefix',
                  backend: { service: { name: application, port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    }),
  ]
}
