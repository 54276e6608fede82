/** The inventory for Ansible: groups of hosts, versions as variables of groups. Pure. */
import { templatesOf } from '@opads/parts/lists'
import type { Host, Layout } from './layout.ts'
import { partsOf } from './parts.ts'

/** Lines have a fixed order, so that a diff shows what changed. `folder`: the cloud's, with its authorities. */
export function inventoryText(layout: Layout, folder: string, stage: string): string {
  const { hosts, groups, versions, api, ranges, variables } = layout
  const all = {
    ansible_python_interpreter: '/usr/bin/python3',
    cloud_folder: folder,
    stage,
    pod_range: ranges.pods,
    service_range: ranges.services,
    api_address: api.address,
    api_port: api.port,
    objects_components: templatesOf(partsOf(layout)),
    ...variables,
  }
  return [
    ...hosts.map(line),
    ...group('etcds', groups.etcds),
    ...section('etcds:vars', { etcd_version: versions.etcd }),
    ...group('masters', groups.masters),
    ...section('masters:vars', { kubernetes_version: versions.kubernetes }),
    ...group('nodes', groups.nodes),
    ...group('balancers', groups.balancers),
    ...group('registry', groups.registry),
    ...section('all:vars', all),
    '',
  ].join('\n')
}

const line = ({ name, address, overlayAddress, ssh }: Host) =>
  `${name} ansible_host=${address} overlay_address=${overlayAddress} ansible_user=${ssh.user} ansible_port=${ssh.port} ansible_ssh_private_key_file=${ssh.keyFile} ansible_ssh_common_args='-o UserKnownHostsFile=${ssh.knownHostsFile}'`

const group = (name: string, members: readonly string[]) => ['', `[${name}]`, ...members]

const section = (name: string, values: Readonly<Record<string, unknown>>) => [
  '',
  `[${name}]`,
  ...Object.entries(values).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : python(value)}`,
  ),
]

/** Ansible parses the values of an INI inventory as Python. */
function python(value: unknown): string {
  if (value === true) return 'True'
  if (value === false) return 'False'
  return JSON.stringify(value)
}
