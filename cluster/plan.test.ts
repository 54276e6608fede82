import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultCluster } from './cluster-file.ts'
import { hostDifferences, objectDifference, sentenceOf } from './differences.ts'
import { layoutOf } from './layout.ts'
import type { Observed } from './observed.ts'
import { oneHost } from './one-host.ts'
import { planOf, planText } from './plan.ts'
import type { Wanted } from './wanted.ts'

const config = '/etc/containerd/config.toml'
const pause = 'registry.opads.internal:10500/opads/pause:1'
const wanted: Wanted = {
  files: { [config]: { sha256: 'aa', mode: '0644', tag: 'host' } },
  units: {
    containerd: { reads: [config], tag: 'host' },
    kubelet: { reads: ['/var/lib/kubelet/config.yaml'], tag: 'master' },
  },
  containers: { etcd: { shape: 's1', reads: ['/etc/opads/etcd/server.crt'], tag: 'etcd' } },
  images: { 'k8s.io': { [pause]: 'sha256:1' } },
  kubeadm: 'master',
}
const asWanted: Observed = {
  files: { [config]: { sha256: 'aa', mode: '0644' } },
  units: {
    containerd: { isActive: true, isEnabled: true, unread: [] },
    kubelet: { isActive: true, isEnabled: true, unread: [] },
  },
  containers: { etcd: { shape: 's1', isRunning: true } },
  images: { 'k8s.io': { [pause]: 'sha256:1' } },
  kubeadm: [],
}
const cluster = { hosts: { m1: wanted }, objects: [] }
const layout = layoutOf(defaultCluster('dev'), oneHost('dev'))
const sentences = (found: Observed) => hostDifferences('m1', wanted, found).map(sentenceOf)

test('a host that is as it should be differs in nothing', () => {
  assert.deepEqual(hostDifferences('m1', wanted, asWanted), [])
})
test("an image by an older tag beside a wanted one is no longer wanted; pods' own and foreign ones are left alone", () => {
  const old = pause.replace(/1$/, '0')
  const others = [pause.replace(/:1$/, '@sha256:2'), 'registry.opads.internal:10500/tenant/app:1', 'sha256:3']
  const there = Object.fromEntries([pause, old, ...others].map((name) => [name, 'sha256:1']))
  const found = { ...asWanted, images: { 'k8s.io': there, other: there } }
  assert.deepEqual(sentences(found), [`m1: image ${old} is no longer wanted`])
  assert.deepEqual(planOf(hostDifferences('m1', wanted, found), cluster, layout).tags, ['tidy'])
})
test('every kind of difference is named in words', () => {
  assert.deepEqual(
    sentences({
      files: { [config]: { sha256: 'bb', mode: '0644' } },
      units: {
        containerd: { isActive: true, isEnabled: true, unread: [config] },
        kubelet: { isActive: false, isEnabled: true, unread: [] },
      },
      containers: { etcd: { shape: 's0', isRunning: true } },
      images: { 'k8s.io': {} },
      kubeadm: ['/etc/kubernetes/manifests/kube-scheduler.yaml'],
    }),
    [
      'm1: /etc/containerd/config.toml differs',
      'm1: unit containerd has to be restarted (/etc/containerd/config.toml is newer)',
      'm1: unit kubelet is stopped',
      'm1: container etcd differs (image, arguments or files)',
      `m1: image ${pause} is gone`,
      'm1: /etc/kubernetes/manifests/kube-scheduler.yaml differs',
    ],
  )
})
test('a file that is gone, another mode, a container that stands still, a unit that would not come back', () => {
  assert.deepEqual(sentences({ ...asWanted, files: { [config]: null } }), [
    'm1: /etc/containerd/config.toml is gone',
  ])
  assert.deepEqual(sentences({ ...asWanted, files: { [config]: { sha256: 'aa', mode: '0666' } } }), [
    'm1: /etc/containerd/config.toml differs (mode 0666, not 0644)',
  ])
  assert.deepEqual(sentences({ ...asWanted, containers: { etcd: { shape: 's1', isRunning: false } } }), [
    'm1: container etcd is stopped',
  ])
  const kubelet = { isActive: true, isEnabled: false, unread: [] }
  assert.deepEqual(sentences({ ...asWanted, units: { ...asWanted.units, kubelet } }), [
    'm1: unit kubelet is not enabled',
  ])
})
test('a plan runs only the parts and hosts that differ, and says what restarts', () => {
  const differences = [
    ...objectDifference('coredns', 'Deployment kube-system/coredns', 'gone'),
    ...hostDifferences('m1', wanted, { ...asWanted, files: { [config]: null } }),
  ]
  const plan = planOf(differences, cluster, layout)
  assert.deepEqual(plan.tags, ['host', 'coredns'])
  assert.deepEqual(plan.hosts, ['m1'])
  assert.deepEqual(plan.restarts, [
    { host: 'm1', what: 'unit containerd', downtime: 'none, containers go on' },
  ])
  assert.equal(
    planText(plan),
    `  ○ object Deployment kube-system/coredns is gone
  ○ m1: /etc/containerd/config.toml is gone

Ansible runs host, coredns on m1.
Restarts:
  ↻ m1: unit containerd. Downtime: none, containers go on
`,
  )
})
test('one etcd alone takes the API with it', () => {
  const found = { ...asWanted, containers: { etcd: { shape: 's0', isRunning: true } } }
  const { restarts } = planOf(hostDifferences('m1', wanted, found), cluster, layout)
  assert.deepEqual(restarts, [{ host: 'm1', what: 'container etcd', downtime: 'the API for about 5 s' }])
})
test('where kubeadm has not finished on the first master, everything is made', () => {
  const plan = planOf(hostDifferences('m1', wanted, { ...asWanted, kubeadm: null }), cluster, layout)
  assert.equal(plan.isNew, true)
  assert.match(planText(plan), /^A new cluster on m1: everything is made\./)
})
