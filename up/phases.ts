/** The whole way from a fresh machine to a cloud, as one list. Each step runs a room's own process: it can be killed alone. */
import type { Step } from '@opads/kernel/step'
import type { Exec } from '@opads/world/exec'
import type { Words } from './words.ts'

/** What the steps are handed. `run` starts a room's `main.ts` and tells its lines. */
export type UpWorld = {
  readonly exec: Exec
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

export const images: readonly string[] = [
  'pause',
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
]

export function phases({ cloud, listen }: Words): readonly Step<UpWorld>[] {
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
