import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ofParts, recordedObjects } from '@opads/parts/inventory'
import type { Cloud, Manifest, Part } from '@opads/parts/part'
import { fakeKube } from '@opads/world/kube/fake'
import { objectsOf } from '../parts.ts'
import { applyPart } from './apply-part.ts'

const namespace = 'opads-system'
const object = (kind: string, name: string, apiVersion = 'v1'): Manifest => ({
  apiVersion,
  kind,
  metadata: { name, ...(kind === 'ConfigMap' && { namespace }) },
})
const partOf = (...objects: readonly Manifest[]): Part => ({
  name: 'sample',
  title: 'Sample',
  needs: [],
  install: { by: 'objects', objects: () => objects },
})
const space = object('Namespace', namespace)
const { signal } = new AbortController()
const apply = (kube: ReturnType<typeof fakeKube>['kube'], part: Part, recorded: readonly string[] = []) =>
  applyPart(kube, part.name, { objects: objectsOf(part, {} as Cloud), recorded }, signal)
const written = (calls: readonly string[]) =>
  calls.filter((call) => call.startsWith('PATCH')).map((call) => call.split('/').slice(-2).join('/'))

test('what is going to be applied is recorded before, once its namespace is there', async () => {
  const { kube, calls } = fakeKube()
  const part = partOf(object('ConfigMap', 'one'), space)
  assert.equal(await apply(kube, part), true)
  assert.deepEqual(written(calls), [
    `namespaces/${namespace}`,
    'configmaps/inventory-sample',
    'configmaps/one',
  ])
  const one = await kube.get(`/api/v1/namespaces/${namespace}/configmaps/one`)
  assert.deepEqual(one?.metadata.labels, { 'app.kubernetes.io/managed-by': 'opads-up' }) // it has no other field
  const recorded = (await recordedObjects(kube, ofParts)).get('sample')!
  assert.deepEqual(recorded, ['- ConfigMap opads-system one', '- Namespace - opads-system'])
  assert.equal(await apply(kube, part, recorded), false)
})
test('a run that is killed keeps what was recorded earlier, so that it is still deleted later', async () => {
  const { kube, fail } = fakeKube()
  await apply(kube, partOf(space))
  fail(/PATCH .*configmaps\/one/, 500)
  await assert.rejects(apply(kube, partOf(object('ConfigMap', 'one')), ['- ConfigMap opads-system old']))
  assert.deepEqual((await recordedObjects(kube, ofParts)).get('sample'), [
    '- ConfigMap opads-system old',
    '- ConfigMap opads-system one',
  ])
})
test('objects of a new kind wait until the API serves the kind', async () => {
  const { kube, calls, store } = fakeKube()
  await apply(kube, partOf(space))
  const kind = object('CustomResourceDefinition', 'things.test', 'apiextensions.k8s.io/v1')
  const asks = kube.get
  const serving: typeof kube.get = async (path) => {
    const found = await asks(path)
    const isApplied = path.includes('customresourcedefinitions') && found !== undefined
    if (isApplied && calls.filter((call) => call === `GET ${path}`).length > 3)
      store.put({ ...kind, status: { conditions: [{ type: 'Established', status: 'True' }] } } as never)
    return found as never
  }
  calls.length = 0
  await apply({ ...kube, get: serving }, partOf(object('Thing', 'one', 'test/v1'), kind))
  const at = (part: string) => calls.findIndex((call) => call.startsWith('PATCH') && call.includes(part))
  const lastAsked = calls.findLastIndex((call) => call.startsWith('GET') && call.includes('things.test'))
  assert.ok(at('things.test') < lastAsked && lastAsked < at('/things/one'))
})
