import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCluster } from './cluster-file.ts'
import { hostsFile } from './contract.ts'
import { inventoryText } from './inventory.ts'
import { layoutOf } from './layout.ts'
import { oneHost } from './one-host.ts'

const file = {
  ...oneHost('main'),
  variables: { kubelet_fail_cgroup_v1: false, kubeadm_ignore_preflight: ['Swap'] },
}

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
