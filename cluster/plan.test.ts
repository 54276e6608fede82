import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { defaultCluster } from './cluster-file.ts'
import { hostDifferences, objectDifference, sentenceOf } from './differences.ts'
import { layoutOf } from './layout.ts'
import type { Observed } from './observed.ts'
import { oneHost } from './one-host.ts'
import { planOf, planText } from './plan.ts'
import { type Rendered, wantedCluster } from './wanted.ts'

/** The variables of a role, with `{{ name }}` replaced by its own variables; other expressions of Ansible stay. */
function roleWords<T>(role: string): T {
  const read = (part: string) =>
    parse(readFileSync(join(import.meta.dirname, `../playbooks/roles/${role}/${part}/main.yml`), 'utf8'))
  const words: Readonly<Record<string, unknown>> = { ...read('defaults'), ...read('vars') }
  const named = (text: string) =>
    text.replace(/\{\{ (\w+) \}\}/g, (whole, name: string) => String(words[name] ?? whole))
  return JSON.parse(JSON.stringify(words), (_, value) => (typeof value === 'string' ? named(value) : value))
}

type Files = Rendered['files'][string]
const host = roleWords<{
  host_base_files: Files
  host_node_files: Files
  host_containerd_reads: readonly string[]
}>('host')
const etcd = roleWords<{ etcd_files: Files; etcd_container: Rendered['containers'][string][number] }>('etcd')
const master = roleWords<{ kubelet_reads: readonly string[] }>('master')
const none = { registry: [], haproxy: [], keepalived: [], master: [], node: [] }
const rendered: Rendered = {
  files: { ...none, host: [...host.host_base_files, ...host.host_node_files], etcd: etcd.etcd_files },
  units: { host: { containerd: host.host_containerd_reads }, master: { kubelet: master.kubelet_reads } },
  containers: { etcd: [etcd.etcd_container] },
  kubeadm: 'master',
  registry: 'registry.opads.internal:10500/opads',
  objects: {},
}
const config = '/etc/containerd/config.toml'
const pause = 'registry.opads.internal:10500/opads/pause:1'
const kubelet = '/usr/local/bin/kubelet'
const images = { 'k8s.io': { [pause]: 'sha256:1' } }
const cluster = wantedCluster(
  { m1: rendered },
  { key: '', sums: {}, links: { [kubelet]: 'kubernetes' }, images },
)
const wanted = cluster.hosts.m1!
const { shape } = wanted.containers.etcd!
const asWanted: Observed = {
  files: wanted.files,
  links: { [kubelet]: 'kubernetes' },
  units: {
    containerd: { isActive: true, isEnabled: true, unread: [] },
    kubelet: { isActive: true, isEnabled: true, unread: [] },
  },
  containers: { etcd: { shape, isRunning: true } },
  images,
  kubeadm: [],
}
const without = (path: string): Observed => ({ ...asWanted, files: { ...asWanted.files, [path]: null } })
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
      files: { ...asWanted.files, [config]: { sha256: 'bb', mode: '0644' } },
      links: { [kubelet]: 'elsewhere' },
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
      `m1: ${kubelet} differs (it leads to elsewhere)`,
      'm1: unit containerd has to be restarted (/etc/containerd/config.toml is newer)',
      'm1: unit kubelet is stopped',
      'm1: container etcd differs (image, arguments or files)',
      `m1: image ${pause} is gone`,
      'm1: /etc/kubernetes/manifests/kube-scheduler.yaml differs',
    ],
  )
})
test('the folder of caches of builds, which a kubelet would make anew with rights of its own, is looked at', () => {
  const folder = '/var/cache/opads-builds/'
  const remade = { ...asWanted.files, [folder]: { ...wanted.files[folder]!, mode: '0755' } }
  assert.deepEqual(sentences({ ...asWanted, files: remade }), [`m1: ${folder} differs (mode 0755, not 1777)`])
  assert.deepEqual(sentences({ ...asWanted, links: {} }), [`m1: ${kubelet} is gone`])
})
test('a file that is gone, another mode, a container that stands still, a unit that would not come back', () => {
  assert.deepEqual(sentences(without(config)), ['m1: /etc/containerd/config.toml is gone'])
  const open = { [config]: { ...wanted.files[config]!, mode: '0666' } }
  assert.deepEqual(sentences({ ...asWanted, files: { ...asWanted.files, ...open } }), [
    'm1: /etc/containerd/config.toml differs (mode 0666, not 0644)',
  ])
  assert.deepEqual(sentences({ ...asWanted, images: { 'k8s.io': { [pause]: 'sha256:2' } } }), [
    `m1: image ${pause} differs`, // other bytes under the same tag
  ])
  assert.deepEqual(sentences({ ...asWanted, containers: { etcd: { shape, isRunning: false } } }), [
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
    ...hostDifferences('m1', wanted, without(config)),
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
test('whatever a unit or a container reads is laid down or made by kubeadm, and when it changes its reader restarts', () => {
  const readers = [
    ...Object.entries(wanted.units).map(([name, { reads }]) => [`unit ${name}`, reads] as const),
    ...Object.entries(wanted.containers).map(([name, { reads }]) => [`container ${name}`, reads] as const),
  ]
  assert.deepEqual(
    readers.map(([what]) => what),
    ['unit containerd', 'unit kubelet', 'container etcd'],
  )
  for (const [what, reads] of readers) {
    assert.ok(reads.length >= 3, what)
    for (const path of reads.filter((one) => !one.startsWith('/var/lib/kubelet/'))) {
      assert.ok(path in wanted.files, `${what} reads ${path}, which no role lays down`)
      const { restarts } = planOf(hostDifferences('m1', wanted, without(path)), cluster, layout)
      assert.deepEqual(
        restarts.map((one) => one.what),
        [what],
        path,
      )
    }
  }
  const { restarts } = planOf(hostDifferences('m1', wanted, without('/etc/crictl.yaml')), cluster, layout)
  assert.deepEqual(restarts, [])
})
test('where kubeadm has not finished on the first master, everything is made', () => {
  const plan = planOf(hostDifferences('m1', wanted, { ...asWanted, kubeadm: null }), cluster, layout)
  assert.equal(plan.isNew, true)
  assert.match(planText(plan), /^A new cluster on m1: everything is made\./)
})
