/** The whole way from a fresh machine to a cloud, as one list. Each step runs a room's own process: it can be killed alone. */
import type { Step } from '@opads/kernel/step'
import type { Certificates } from '@opads/world/certificates'
import type { Exec } from '@opads/world/exec'
import type { Https } from '@opads/world/https'
import type { Kube } from '@opads/world/kube/client'
import { partImages } from './parts.ts'
import { platformSteps } from './platform.ts'
import { sampleStep } from './sample.ts'
import type { Words } from './words.ts'

/** What the steps are handed. `run` starts a room's `main.ts` and tells its lines. */
export type UpWorld = {
  readonly exec: Exec
  readonly certificates: Certificates
  /** A client that trusts this authority and no other. */
  readonly https: (ca: string) => Https
  /** By a kubeconfig; asked only when there is a cluster. */
  readonly kube: (kubeconfig: string) => Promise<Kube>
  readonly words: Words
  readonly run: (room: string, args: readonly string[], onLine: (line: string) => void) => Promise<void>
}

/** Debian packages that this machine needs for test hosts; real hosts (later: `--inventory`) need Ansible alone. */
export const machinePackages: readonly string[] = [
  'docker.io',
  'mmdebstrap',
  'ansible-core',
  'openssh-client',
  'libseccomp-dev',
  'gcc',
  'libc6-dev',
  'zstd',
]

/** Programs of a single cloud, in the order in which others wait for them. */
export const programs: readonly string[] = [
  'etcd-3.7.3',
  'containerd',
  'runc',
  'crictl',
  'cni-plugins',
  'registry',
  'flannel',
  'coredns',
  'kubernetes-1.37.2',
]

/** Images that hosts need before there is a registry, then those of the parts. */
export const images: readonly string[] = [
  'pause', 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kube-proxy', 'coredns', 'registry', ...partImages,
] // biome-ignore format: a list of names

export function phases(words: Words, folder: string): readonly Step<UpWorld>[] {
  const { cloud, listen } = words
  return [
    {
      id: 'machine',
      title: 'Prepare this machine',
      estimateSeconds: 30,
      isDone: async ({ exec }) => (await missingPackages(exec)).length === 0,
      run: async ({ exec }, report) => {
        const missing = await missingPackages(exec)
        report({ note: missing.join(' ') })
        await exec(['apt-get', 'update', '-qq'])
        await exec(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing], {
          env: { DEBIAN_FRONTEND: 'noninteractive' },
        })
      },
    },
    ...programs.map((name) =>
      roomStep('artifacts', `Program ${name}`, ['get', name], name.startsWith('kubernetes') ? 430 : 45),
    ),
    ...images.map((name) => roomStep('images', `Image ${name}`, ['get', name], 8)),
    roomStep('lab', 'Hosts', ['up', '--name', cloud, '--hosts', '1', '--listen', listen], 60),
    roomStep('cluster', 'Cluster', ['up', '--cloud', cloud], 60),
    ...platformSteps(words, folder),
    sampleStep(words, folder),
  ]
}

function roomStep(
  room: string,
  title: string,
  args: readonly string[],
  estimateSeconds: number,
): Step<UpWorld> {
  return {
    id: [room, ...args.slice(1, 2)].join('-'),
    title,
    estimateSeconds,
    run: ({ run }, report) => run(room, args, (line) => report({ note: line.trim() })),
  }
}

async function missingPackages(exec: Exec): Promise<readonly string[]> {
  const { stdout } = await exec(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query reads these places
    ['dpkg-query', '-W', '-f', '${Package} ${db:Status-Status}\n', ...machinePackages],
    { codes: 'any' },
  )
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return machinePackages.filter((name) => !installed.has(name))
}
