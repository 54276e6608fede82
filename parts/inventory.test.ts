import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeKube } from '@opads/world/kube/fake'
import { entryOf, ofParts, record, recordedObjects, titleOf } from './inventory.ts'
import { ownPath, removalsOf, removeOld, removeOwn } from './removal.ts'

const manager = ofParts.applier
const deployment = (name: string, apiVersion = 'apps/v1') => ({
  apiVersion,
  kind: 'Deployment',
  metadata: { name, namespace: 'opads-system' },
})
const old = entryOf(deployment('old'))

test('objects are named by group and kind: another version of the API deletes nothing', () => {
  assert.equal(old, 'apps Deployment opads-system old')
  const wanted = new Map([['part', [entryOf(deployment('old', 'apps/v2'))]]])
  assert.deepEqual(removalsOf(new Map([['part', [old]]]), wanted), [])
})
test('what a part no longer lists is deleted, also of a part that is gone; what another part lists now stays', () => {
  const moved = entryOf({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'moved', namespace: 'n' } })
  const namespace = entryOf({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } })
  const recorded = new Map([
    ['gone', [namespace, old]],
    ['part', [moved]],
  ])
  const removals = removalsOf(recorded, new Map([['other', [moved]], ['part', []]])) // biome-ignore format: short
  assert.deepEqual(
    removals.map(({ entry }) => titleOf(entry)),
    ['Deployment opads-system/old'],
  )
})

/** An API server with one group that the fake does not describe itself. */
function server() {
  const { kube, store } = fakeKube()
  const described: Readonly<Record<string, unknown>> = {
    '/apis/apps': { versions: [{ groupVersion: 'apps/v2' }, { groupVersion: 'apps/v1' }] },
    '/apis/apps/v2': { resources: [{ name: 'others', kind: 'Other' }] },
    '/apis/apps/v1': {
      resources: [
        { name: 'deployments/status', kind: 'Deployment' },
        { name: 'deployments', kind: 'Deployment' },
      ],
    },
  }
  const get = async <T>(path: string) => (described[path] as T | undefined) ?? kube.get<T>(path)
  store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'opads-system' } })
  const put = (by: string) =>
    store.put({
      ...deployment('old'),
      metadata: { ...deployment('old').metadata, managedFields: [{ manager: by }] },
    } as never)
  return { client: { ...kube, get }, store, put }
}

test('only what this manager has applied is deleted, at the version that the API serves', async () => {
  const { client, store, put } = server()
  put('kubectl')
  assert.equal(await ownPath(client, old, manager), undefined) // a plan does not name it
  assert.equal(await removeOwn(client, old, manager), false)
  assert.ok(store.get('/apis/apps/v1/namespaces/opads-system/deployments/old'))
  put(manager)
  assert.equal(await removeOwn(client, old, manager), true)
  assert.equal(store.get('/apis/apps/v1/namespaces/opads-system/deployments/old'), undefined)
  assert.equal(await removeOwn(client, old, manager), false)
  assert.equal(await removeOwn(client, 'unknown.io Thing - x', manager), false)
})
test('a record is read as it was written, and one without entries goes', async () => {
  const { client } = server()
  await record(client, ofParts, 'a-part', [old, 'b'])
  assert.deepEqual(await recordedObjects(client, ofParts), new Map([['a-part', [old, 'b']]]))
  await record(client, ofParts, 'a-part', [])
  assert.deepEqual(await recordedObjects(client, ofParts), new Map())
})
test('of a part that was taken out, what others may have filled stays: namespaces, kinds, claims', async () => {
  const { client, store, put } = server()
  put(manager)
  const kept = ['- Namespace - n', 'apiextensions.k8s.io CustomResourceDefinition - oxen.test.io', '- PersistentVolumeClaim n data'] // biome-ignore format: a list
  await record(client, ofParts, 'gone', [...kept, old])
  assert.deepEqual(removalsOf(new Map([['gone', kept]]), new Map()), [])
  assert.equal(await removeOld(client, ofParts, new Map()), true)
  assert.equal(store.get('/apis/apps/v1/namespaces/opads-system/deployments/old'), undefined)
  assert.deepEqual(await recordedObjects(client, ofParts), new Map())
})
test('a part that was never recorded is recorded at the end, also one with only a namespace', async () => {
  const { client } = server()
  const wanted = new Map([['spaces', ['- Namespace - n']]])
  assert.equal(await removeOld(client, ofParts, wanted), false)
  assert.deepEqual(await recordedObjects(client, ofParts), wanted)
})
