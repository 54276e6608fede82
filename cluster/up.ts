/** Brings the cluster of a cloud up: certificates, stage, inventory, Ansible, kubeconfig. Each part can be repeated. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Certificates } from '@opads/world/certificates'
import type { Exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { type HostsFile, hostsFile } from './contract.ts'
import { inventoryText } from './inventory.ts'
import { registryFiles } from './registry.ts'
import { type StageTools, stage } from './stage.ts'

export type ClusterTools = StageTools & {
  readonly exec: Exec
  readonly certificates: Certificates
  /** `/var/lib/opads/<cloud>` */
  readonly folder: string
  readonly playbooks: string
  readonly note: (note: string) => void
}

export async function clusterUp({
  exec,
  certificates,
  folder,
  playbooks,
  note,
  ...rest
}: ClusterTools): Promise<void> {
  const file = await readHosts(join(folder, 'hosts.json'))
  const stageFolder = join(folder, 'stage')
  await mkdir(stageFolder, { recursive: true, mode: 0o700 })
  const files = await identity(folder, file, exec, certificates)
  note('laying out programs and images')
  const staged = await stage(stageFolder, files, { exec, ...rest })
  const inventory = join(folder, 'inventory')
  await writeFile(inventory, inventoryText(file, { etcd: '3.7.3', kubernetes: '1.37.2' }, stageFolder))
  const isStale = await isHostStale(file, staged, exec)
  await exec(['ansible-playbook', '-i', inventory, 'k8s.yml', '-e', `host_is_stale=${isStale}`], {
    cwd: playbooks,
    env: { ANSIBLE_CONFIG: join(playbooks, 'ansible.cfg'), ANSIBLE_NOCOLOR: '1' },
    onLine: (line) => /^(TASK|PLAY|fatal|changed)/.test(line) && note(line.replace(/ \**$/, '')),
  })
  const kubeconfig = join(folder, 'kubeconfig')
  await writeFile(kubeconfig, (await onHost(file, exec, ['cat', '/etc/kubernetes/admin.conf'])).stdout, {
    mode: 0o600,
  })
  await waitFor(
    'the node to be ready',
    async () => {
      const { stdout } = await onHost(file, exec, [
        'kubectl',
        '--kubeconfig',
        '/etc/kubernetes/admin.conf',
        'get',
        'nodes',
        '-o',
        'json',
      ])
      const nodes = JSON.parse(stdout) as {
        items: { status: { conditions?: { type: string; status: string }[] } }[]
      }
      return (
        nodes.items.length > 0 &&
        nodes.items.every((node) =>
          node.status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True'),
        )
      )
    },
    { boundMs: 120_000, everyMs: 500 },
  )
}

/** Authorities, certificates and accounts, made once. Answers the files that hosts get: path on the host → content. */
async function identity(
  folder: string,
  { cloud, hosts }: HostsFile,
  exec: Exec,
  certificates: Certificates,
): Promise<Readonly<Record<string, string>>> {
  const address = hosts[0]!.address
  const etcd = { folder: join(folder, 'etcd-pki'), title: `opads ${cloud} etcd` }
  await certificates.authority(etcd)
  for (const [name, names] of [
    ['server', ['DNS:localhost', 'IP:127.0.0.1', `IP:${address}`]],
    ['client', []],
  ] as const)
    await certificates.certificate(etcd.folder, etcd, { name, names })
  const own = { folder, title: `opads ${cloud}` }
  await certificates.authority(own)
  const registry = join(folder, 'registry')
  const names = ['DNS:registry.opads.internal', `IP:${address}`]
  await certificates.certificate(registry, own, { name: 'server', names })
  return registryFiles(registry, await readFile(join(folder, 'ca.crt'), 'utf8'), exec)
}

/** @throws Problem `cluster.no-hosts`, `input.invalid` with every fault and its path */
export async function readHosts(path: string): Promise<HostsFile> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('cluster.no-hosts', { path }, cause)
  })
  const { data, error } = hostsFile.safeParse(JSON.parse(text))
  if (error)
    throw new Problem('input.invalid', {
      source: path,
      count: error.issues.length,
      faults: error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    })
  return data
}

async function isHostStale(file: HostsFile, staged: string, exec: Exec): Promise<boolean> {
  const { stdout } = await onHost(file, exec, ['cat', '/var/lib/opads-host/staged'], [0, 1])
  return stdout.trim() !== staged.trim()
}

function onHost({ hosts }: HostsFile, exec: Exec, words: readonly string[], codes: readonly number[] = [0]) {
  const { address, ssh } = hosts[0]!
  return exec(
    [
      'ssh',
      '-o',
      'BatchMode=yes',
      '-o',
      `UserKnownHostsFile=${ssh.knownHostsFile}`,
      '-i',
      ssh.keyFile,
      '-p',
      String(ssh.port),
      `${ssh.user}@${address}`,
      ...words,
    ],
    { codes, timeoutMs: 60_000 },
  )
}
