/** The inventory for Ansible in the shape of the case study: groups of hosts, versions as variables of groups. Pure. */
import type { HostsFile } from './contract.ts'

export type Versions = { readonly etcd: string; readonly kubernetes: string }

/** `single`: the one host is everything. Lines are in a fixed order, so that a diff shows what changed. */
export function inventoryText(
  { hosts, ranges, variables }: HostsFile,
  versions: Versions,
  stage: string,
): string {
  const [first] = hosts
  const names = hosts.map((host) => host.name)
  const line = (host: HostsFile['hosts'][number]) =>
    `${host.name} ansible_host=${host.address} overlay_address=${host.overlayAddress} ansible_user=${host.ssh.user} ansible_port=${host.ssh.port} ansible_ssh_private_key_file=${host.ssh.keyFile} ansible_ssh_common_args='-o UserKnownHostsFile=${host.ssh.knownHostsFile}'`
  const all = {
    ansible_python_interpreter: '/usr/bin/python3',
    stage,
    pod_range: ranges.pods,
    service_range: ranges.services,
    api_address: first!.address,
    ...variables,
  }
  return [
    ...hosts.map(line),
    ...group('etcds', names.slice(0, 1)),
    ...section('etcds:vars', { etcd_version: versions.etcd }),
    ...group('masters', names.slice(0, 1)),
    ...section('masters:vars', { kubernetes_version: versions.kubernetes }),
    ...group('nodes', names),
    ...group('registry', names.slice(0, 1)),
    ...section('all:vars', all),
    '',
  ].join('\n')
}

const group = (name: string, members: readonly string[]) => ['', `[${name}]`, ...members]

const section = (name: string, values: Readonly<Record<string, unknown>>) => [
  '',
  `[${name}]`,
  ...Object.entries(values).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : python(value)}`,
  ),
]

/** Values of an INI inventory are read as Python. */
function python(value: unknown): string {
  if (value === true) return 'True'
  if (value === false) return 'False'
  return JSON.stringify(value)
}
