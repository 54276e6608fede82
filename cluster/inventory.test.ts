import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCluster } from './cluster-file.ts'
import { hostsFile } from './contract.ts'
import { inventoryText } from './inventory.ts'
import { layoutOf } from './layout.ts'

const file = hostsFile.parse({
  cloud: 'main',
  hosts: [
    {
      name: 'm1',
      address: '198.18.0.11',
      overlayAddress: '198.18.1.11',
      ssh: { user: 'root', port: 22, keyFile: '/k', knownHostsFile: '/h' },
    },
  ],
  ranges: {
    hosts: '198.18.0.0/24',
    overlay: '198.18.1.0/24',
    pods: '198.19.0.0/21',
    services: '198.19.8.0/22',
    ipv6: 'fd00::/48',
  },
  variables: { kubelet_fail_cgroup_v1: false, kubeadm_ignore_preflight: ['Swap'] },
})

test('groups and versions stand as in the case study', () => {
  const layout = layoutOf(defaultCluster('main'), file)
  const text = inventoryText(layout, '/cloud', '/stage')
  assert.match(
    text,
    /\n\[etcds\]\nm1\n\n\[etcds:vars\]\netcd_version=3\.7\.3\n\n\[masters\]\nm1\n\n\[masters:vars\]\nkubernetes_version=1\.37\.2\n\n\[nodes\]\nm1\n\n\[balancers\]\n\n\[registry\]\nm1\n/,
  )
  assert.match(text, /\napi_address=198\.18\.0\.11\napi_port=6443\n/)
  assert.match(text, /\nkubelet_fail_cgroup_v1=False\nkubeadm_ignore_preflight=\["Swap"\]\n/)
})
test('a faulty hosts file is refused with every fault and its path', () => {
  const { error } = hostsFile.safeParse({
    ...file,
    cloud: 'X',
    hosts: [{ ...file.hosts[0], address: 'nowhere', more: 1 }],
  })
  assert.deepEqual(
    error?.issues.map((issue) => issue.path.join('.')),
    ['cloud', 'hosts.0.address', 'hosts.0'],
  )
})
