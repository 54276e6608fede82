import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeKube } from '@opads/world/kube/fake'
import { sentenceOf } from './differences.ts'
import type { Layout } from './layout.ts'
import { observe } from './observe.ts'

const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace: 'kube-system' } }
const wanted = { hosts: {}, objects: [{ tag: 'coredns', object }] }
const exec = async () => assert.fail('there are no hosts')
const sentences = async (kube: ReturnType<typeof fakeKube>['kube'] | undefined) =>
  (await observe({ hosts: [] } as unknown as Layout, wanted, exec, kube)).map(sentenceOf)

test('without a cluster every object is gone; nothing is said of others', async () => {
  assert.deepEqual(await sentences(undefined), ['object ConfigMap kube-system/one is gone'])
})
test('an API server that fails is named as the reason, for each object and for those that no part lists', async () => {
  const { kube, fail } = fakeKube()
  fail(/GET/, 403)
  const said = await sentences(kube)
  assert.equal(said.length, 2)
  assert.match(said[0]!, /^object ConfigMap kube-system\/one is gone \(.*403.*\)$/)
  assert.match(said[1]!, /^object that no part lists is not known \(.*403.*\)$/)
})
