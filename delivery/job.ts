/** A build as a Kubernetes Job: fetch the source, one container per step on the base image, then package the layer. Pure. */
import { environmentOf, wordsOf } from '@opads/kernel/container'
import type { KubeObject } from '@opads/kernel/kube'
import { buildNamespace } from '@opads/kernel/namespaces'
import type { Recipe } from './contract.ts'

const jobName = (run: number): string => `build-${run}`
export const stepName = (index: number): string => `step-${index + 1}`
/** Steps run people's programs; the other containers run ours. */
export const isStep = (container: string): boolean => container.startsWith('step-')

type JobInput = {
  readonly run: number
  readonly application: string
  readonly tenant: string
  readonly recipe: Recipe
  /** Our own image. */
  readonly opadsImage: string
  readonly baseImage: string
  readonly target: string
  readonly sourceUrl: string
  readonly sourceToken: string
  readonly registryAddress: string
  /** Run in a user namespace: every node supports it. */
  readonly userNamespace: boolean
}
const work = { name: 'work', mountPath: '/work' }
const locked = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  runAsUser: 10001,
  runAsGroup: 10001,
}

/**
 * With a user namespace, volumes are id-mapped: the pod sees its own ids, files keep the host's, so the cache survives a change of
 * `userNamespace`. The file system must support that: ext4, xfs, btrfs and tmpfs do, overlayfs does not. The kubelet's folder and the
 * cache are on that of `/var`, which is no overlayfs, or containerd could not put its own overlays on it.
 */
const volumes = [
  { name: 'work', emptyDir: { sizeLimit: '4Gi' } },
  { name: 'cache', hostPath: { path: '/var/cache/opads-builds', type: 'DirectoryOrCreate' } },
  { name: 'trust', configMap: { name: 'trust' } },
  { name: 'registry', secret: { secretName: 'registry' } },
]

export function buildJob(input: JobInput): KubeObject & Record<string, unknown> {
  const { run, application, tenant, recipe, userNamespace } = input
  const labels = {
    'opads.io/run': String(run),
    'opads.io/application': application,
    'opads.io/tenant': tenant,
  }
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: jobName(run), namespace: buildNamespace, labels },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: 1800,
      ttlSecondsAfterFinished: 120,
      // A step's own failure is final; a pod that was killed or moved is replaced.
      podFailurePolicy: {
        rules: [{ action: 'FailJob', onExitCodes: { operator: 'NotIn', values: [137, 143] } }],
      },
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          ...(userNamespace && { hostUsers: false }),
          terminationGracePeriodSeconds: 1,
          hostAliases: [{ ip: input.registryAddress, hostnames: ['registry.opads.internal'] }],
          securityContext: { fsGroup: 10001, seccompProfile: { type: 'RuntimeDefault' } },
          initContainers: [fetchOf(input), ...recipe.build.map((command, at) => stepOf(command, at, input))],
          containers: [packageOf(input)],
          volumes,
        },
      },
    },
  }
}

const ours = ({ opadsImage }: JobInput) => ({
  image: opadsImage,
  securityContext: locked,
  resources: { limits: { memory: '1Gi' } },
})

const fetchOf = (input: JobInput) => ({
  ...ours(input),
  name: 'fetch',
  args: ['delivery/fetch-main.mjs'],
  env: environmentOf({ OPADS_SOURCE: input.sourceUrl, OPADS_SOURCE_TOKEN: input.sourceToken }),
  volumeMounts: [work],
})

/** Must have neither the source's token nor the registry's account. */
const stepOf = (command: readonly string[], at: number, { baseImage, tenant }: JobInput) => ({
  name: stepName(at),
  image: baseImage,
  command: wordsOf(command),
  workingDir: '/work/source',
  securityContext: locked,
  resources: { limits: { memory: '2Gi' } },
  env: environmentOf({
    HOME: '/work/home',
    CI: 'true',
    NODE_ENV: 'development',
    npm_config_cache: '/cache/npm',
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
    NODE_EXTRA_CA_CERTS: '/etc/opads-trust/ca.crt',
    SSL_CERT_FILE: '/etc/opads-trust/ca.crt',
  }),
  envFrom: [{ configMapRef: { name: 'package-registries' } }],
  volumeMounts: [
    work,
    { name: 'cache', mountPath: '/cache', subPath: tenant },
    { name: 'trust', mountPath: '/etc/opads-trust' },
  ],
})

/** The only container with the account that pushes images; it runs no programs of people. */
const packageOf = (input: JobInput) => ({
  ...ours(input),
  name: 'package',
  args: ['images/package-main.mjs'],
  env: environmentOf({
    OPADS_BASE: input.baseImage,
    OPADS_TARGET: input.target,
    OPADS_INCLUDE: JSON.stringify(input.recipe.include),
    OPADS_RUN: JSON.stringify(input.recipe.run ?? null),
    TMPDIR: '/work',
  }),
  volumeMounts: [work, { name: 'registry', mountPath: '/etc/opads-registry', readOnly: true }],
})
