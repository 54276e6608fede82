/** The real API server: what we applied is found at the version that it serves and deleted; what others applied stays. */
// Shares nothing: a server of its own on free ports.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { apiServer } from '@opads/world/kube/test-server/api-server'
import { waitFor } from '@opads/world/wait'
import { entryOf, ofParts, record, recordedObjects } from './inventory.ts'
import { isServed } from './readiness.ts'
import { plannedRemovals, removeOld, removeOwn } from './removal.ts'

const { admin, stop } = await apiServer()
after(stop)
const { namespace, applier: manager } = ofParts
await admin.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, manager)

const objects: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace, labels: { 'app.kubernetes.io/managed-by': manager } } },
  { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'one' }, spec: { controller: 'test.io/one' } } as KubeObject,
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'opads:one' }, rules: [] } as KubeObject,
] // biome-ignore format: a table

test('records are listed by their label, and replaced whole', async () => {
  const entries = objects.map(entryOf).sort()
  await record(admin, ofParts, 'one', entries)
  await admin.apply({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other', namespace } }, manager)
  assert.deepEqual(await recordedObjects(admin, ofParts), new Map([['one', entries]]))
  await record(admin, ofParts, 'one', [])
  assert.deepEqual(await recordedObjects(admin, ofParts), new Map())
})
test('objects that others applied stay, ours go, in a namespace and without', async () => {
  for (const object of objects) {
    await admin.apply(object, 'somebody')
    assert.equal(await removeOwn(admin, entryOf(object), manager), false, object.kind)
    await admin.apply(object, manager)
    assert.equal(await removeOwn(admin, entryOf(object), manager), true, object.kind)
    assert.equal(await removeOwn(admin, entryOf(object), manager), false, object.kind)
  }
  assert.equal(await removeOwn(admin, 'unknown.io Thing - one', manager), false)
})
test('a new kind is served when its definition is established, and its objects are found by discovery', async () => {
  const names = { plural: 'oxen', singular: 'ox', kind: 'Ox' }
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'oxen.test.io' },
    spec: {
      group: 'test.io',
      names,
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  }
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/oxen.test.io'
  assert.equal(isServed(await admin.get(path)), false)
  await admin.apply(definition as KubeObject, manager)
  await waitFor('the kind', async () => isServed(await admin.get(path)))
  const entry = 'test.io Ox opads-system one'
  assert.equal(await removeOwn(admin, entry, manager), false)
  assert.equal(await removeOwn(admin, entryOf(definition), manager), true)
})
test('a part that was taken out loses its objects, and keeps its namespace and its claim', async () => {
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Mi' } } }
  const own = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'extra' } },
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'extra' }, spec },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace: 'extra', labels: { 'app.kubernetes.io/managed-by': manager } } },
  ] as readonly KubeObject[] // biome-ignore format: a table
  for (const object of own) await admin.apply(object, manager)
  await record(admin, ofParts, 'extra', own.map(entryOf))
  const planned = await plannedRemovals(admin, ofParts, new Map())
  assert.deepEqual(planned, [{ part: 'extra', entry: '- ConfigMap extra one' }])
  assert.equal(await removeOld(admin, ofParts, new Map()), true)
  const isThere = async (path: string) => (await admin.get(`/api/v1/namespaces/extra${path}`)) !== undefined
  assert.equal(await isThere(''), true)
  assert.equal(await isThere('/persistentvolumeclaims/data'), true)
  assert.equal(await isThere('/configmaps/one'), false)
  assert.deepEqual(await recordedObjects(admin, ofParts), new Map())
})
