import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ofTemplates, recordedObjects } from '@opads/parts/inventory'
import { fakeKube } from '@opads/world/kube/fake'
import { defaultCluster } from './cluster-file.ts'
import { layoutOf } from './layout.ts'
import { deleteOldObjects, oldObjects, recordObjects } from './old-objects.ts'
import { oneHost } from './one-host.ts'
import { planOf, planText } from './plan.ts'

const layout = layoutOf(defaultCluster('dev'), oneHost('dev'))
const of = (tag: string, name: string) => ({
  tag,
  object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'kube-system' } },
})
const pathOf = (name: string) => `/api/v1/namespaces/kube-system/configmaps/${name}`
const described = { resources: [{ name: 'configmaps', kind: 'ConfigMap' }] }

function server(...applied: readonly ReturnType<typeof of>[]) {
  const { kube, store } = fakeKube()
  store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kube-system' } })
  for (const { object } of applied)
    store.put({
      ...object,
      metadata: { ...object.metadata, managedFields: [{ manager: 'kubectl-client-side-apply' }] },
    } as never)
  const get = async <T>(path: string) => (path === '/api/v1' ? (described as T) : kube.get<T>(path))
  return { client: { ...kube, get }, store }
}

test('what a component no longer has, or had before it was left out, is planned and then deleted', async () => {
  const [kept, old, gone] = [of('coredns', 'kept'), of('coredns', 'old'), of('metrics-server', 'gone')]
  const { client, store } = server(kept, old, gone)
  await recordObjects([kept, old, gone], client)
  assert.deepEqual(await oldObjects([kept, old, gone], client), [])
  const differences = await oldObjects([kept], client)
  const plan = planOf(differences, { hosts: {}, objects: [] }, layout)
  assert.deepEqual([plan.tags, plan.hosts], [[], []])
  assert.equal(
    planText(plan),
    `  ○ object ConfigMap kube-system/old is no longer wanted
  ○ object ConfigMap kube-system/gone is no longer wanted

Ansible has nothing to do.
Nothing is restarted.
`,
  )
  await deleteOldObjects([kept], client)
  assert.deepEqual(['kept', 'old', 'gone'].map((name) => store.get(pathOf(name)) !== undefined), [true, false, false]) // biome-ignore format: short
  const left = await recordedObjects(client, ofTemplates)
  assert.deepEqual(left, new Map([['coredns', ['- ConfigMap kube-system kept']]]))
  assert.deepEqual(await oldObjects([kept], client), [])
})
test('a cluster of an earlier version, without records, gets them and loses nothing', async () => {
  const [kept, other] = [of('coredns', 'kept'), of('coredns', 'other')]
  const { client, store } = server(kept, other)
  assert.deepEqual(await oldObjects([kept], client), [])
  await deleteOldObjects([kept], client)
  assert.ok(store.get(pathOf('other')))
  assert.deepEqual([...(await recordedObjects(client, ofTemplates)).keys()], ['coredns'])
})
