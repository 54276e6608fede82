/** `up --dry-run` on a cloud that is there: every step is asked, and nothing is changed. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import { programsOf } from '@opads/parts/lists'
import { fakeKube } from '@opads/world/kube/fake'
import { pathsBelow } from '@opads/world/walk'
import { cloudScene, digestOf, parts, steps } from './test-scenes/cloud.ts'

const { kube, calls, store } = fakeKube()
const { folder, asked, ending, end } = await cloudScene(kube)
after(end)
// All replicas are ready.
for (const path of store.paths()) {
  const object = store.get(path) as KubeObject & { spec?: { replicas?: number } }
  const all = object.spec?.replicas ?? 1
  const status = {
    observedGeneration: object.metadata.generation,
    updatedReplicas: all, availableReplicas: all, desiredNumberScheduled: 1, updatedNumberScheduled: 1, numberAvailable: 1,
  } // biome-ignore format: counts
  if (['Deployment', 'DaemonSet', 'StatefulSet'].includes(object.kind))
    store.put({ ...object, status } as KubeObject)
}
const isWrite = (call: string) => !call.startsWith('GET ') && !call.includes('dryRun=All')

test('of a healthy cloud every step was asked, nothing differs, and nothing is changed', async () => {
  calls.length = 0
  const files = await pathsBelow(folder)
  assert.deepEqual(await asked(), { said: {}, sentence: 'Nothing differs.' })
  assert.deepEqual(calls.filter(isWrite), [])
  assert.ok(calls.some((call) => call.includes('dryRun=All')))
  assert.deepEqual(await pathsBelow(folder), files)
})
test('another image is named with what it was, and so is all that follows from it', async () => {
  const { said, sentence } = await asked({
    'images plan': (names) =>
      names.map((name) => ({
        name,
        digest: digestOf(name, name === 'gateway' ? '9' : '3'),
        isPushed: name !== 'gateway',
      })),
  })
  assert.deepEqual(said, {
    'images-own': ['gateway: image 33333333 → 99999999'],
    'images-push': ['pushes gateway'],
    parts: said.parts,
    'part-gateway': ['waits until it is ready with what was changed'],
  })
  assert.match(
    String(said.parts),
    /^gateway: DaemonSet .*: image 33333333 → 99999999$|^gateway: Deployment .*: image 33333333 → 99999999$/,
  )
  assert.match(sentence, new RegExp(`^4 of ${steps.length} steps would do something, about `))
})
test('a certificate that ends soon is made anew', async () => {
  ending.add('gateway')
  const { said } = await asked()
  ending.clear()
  assert.deepEqual(said, {
    parts: ['gateway: makes the file gateway/gateway.crt', 'gateway: makes the file gateway/gateway.key'],
    'part-gateway': ['waits until it is ready with what was changed'],
  })
})
test('an image that is not assembled has no digest yet: what gets it is known all the same', async () => {
  const { said } = await asked({
    'images plan': (names) =>
      names.map((name) =>
        name === 'opads'
          ? { name, digest: null, isPushed: false }
          : { name, digest: digestOf(name), isPushed: true },
      ),
  })
  assert.deepEqual(said['images-own'], ['opads: is assembled anew'])
  assert.deepEqual(
    (said.parts as readonly string[]).map((one) => one.split(':')[0]),
    parts
      .filter(({ images, install }) => install.by === 'objects' && images?.registry?.includes('opads'))
      .map(({ name }) => name),
  )
})
test('what differs on hosts, what restarts, and what differs in the API are said by the steps that repair it', async () => {
  const { said } = await asked({
    'cluster plan': () => ({
      isNew: false,
      differences: [
        { host: 'm1', say: 'm1: /var/lib/kubelet/config.yaml differs' },
        { say: 'object ConfigMap kube-system/coredns is gone' },
      ],
      restarts: [{ host: 'm1', what: 'unit kubelet', downtime: 'none, containers go on' }],
    }),
  })
  assert.deepEqual(said, {
    cluster: ['m1: /var/lib/kubelet/config.yaml differs'],
    'cluster-api': ['m1: unit kubelet restarts, downtime: none, containers go on'],
    'cluster-ready': ['object ConfigMap kube-system/coredns is gone', 'verifies the cluster'],
  })
})
test('what depends on a program that is not built is known afterwards; parts are asked all the same', async () => {
  const { said, sentence } = await asked({
    'artifacts list': () => programsOf(parts).map((name) => ({ name, isCached: !name.startsWith('etcd') })),
  })
  assert.deepEqual(said, {
    programs: programsOf(parts)
      .filter((name) => name.startsWith('etcd'))
      .map((name) => `builds ${name}`),
    images: 'after programs',
    cluster: 'after programs',
    'cluster-api': 'after programs',
    'cluster-ready': 'after programs',
  })
  assert.match(sentence, /^1 of \d+ steps would do something, 4 more may, about .* at most\.$/)
})
test('without its hosts nothing of the cluster can be asked', async () => {
  calls.length = 0
  const { said } = await asked({ 'lab plan': () => ({ changes: ['starts host m1'] }) })
  assert.deepEqual(
    [said.hosts, said.cluster, said.parts, said.sample],
    [['starts host m1'], 'after hosts', 'after hosts', 'after hosts'],
  )
  assert.deepEqual(calls, [])
})
test('a step that cannot be asked says why, and the others are asked', async () => {
  const { said, sentence } = await asked({
    'cluster plan': () => {
      throw new Problem('up.busy', { cloud: 'main', holder: 7, since: '2026-11-28T00:00:00Z' })
    },
  })
  assert.match(String(said.cluster), /^\? .*process 7/)
  assert.deepEqual([said['cluster-api'], said.parts], ['after cluster', undefined])
  assert.match(sentence, /^3 of \d+ steps could not be asked, the others would do nothing\.$/)
})
test('an object that somebody changed, a part that is not ready and a sample that does not run are found', async () => {
  const path = '/apis/apps/v1/namespaces/opads-system/deployments/pluto'
  const pluto = store.get(path) as KubeObject & { spec: object; status: object }
  store.put({ ...pluto, spec: { ...pluto.spec, replicas: 0 } } as KubeObject)
  const delivery = '/apis/apps/v1/namespaces/opads-system/deployments/delivery'
  const ready = store.get(delivery) as KubeObject & { status: object }
  store.put({ ...ready, status: { ...ready.status, availableReplicas: 0 } } as KubeObject)
  try {
    const { said } = await asked({}, null)
    assert.deepEqual(said, {
      parts: ['pluto: Deployment opads-system/pluto: spec.replicas'],
      'part-pluto': ['waits until it is ready with what was changed'],
      'part-delivery': ['waits for delivery: 0 of 1 ready'],
      sample: ['waits until a release of it runs'],
    })
  } finally {
    store.put(pluto)
    store.put(ready)
  }
})
