import assert from 'node:assert/strict'
import { test } from 'node:test'
import { objectChange, shortImage } from './object-changes.ts'

const digest = (digit: string) => `registry:1/opads/gateway@sha256:${digit.repeat(64)}`
const deployment = (image: string, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'gateway', namespace: 'opads-system' },
  spec: { template: { spec: { containers: [{ name: 'nginx', image }] } }, ...more },
})

test('an image is shown by the first digits of its digests', () => {
  assert.equal(objectChange(deployment(digest('3')), deployment(digest('9'))), 'image 33333333 → 99999999')
  assert.equal(shortImage('registry:1/opads/etcd:3.7.3'), 'etcd:3.7.3')
})
test('what the server and controllers write is no change', () => {
  const before = deployment(digest('3'))
  const after = {
    ...before,
    metadata: { ...before.metadata, resourceVersion: '7', generation: 2, managedFields: [{}] },
    status: { readyReplicas: 1 },
  }
  assert.equal(objectChange(before, after as typeof before), undefined)
})
test('other fields are named, and never their values', () => {
  const secret = (data: object) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'one' }, data })
  assert.equal(
    objectChange(secret({ a: 'canary', b: '1' }), secret({ a: 'canary-2', c: '1' })),
    'data.a, data.b, data.c',
  )
  const many = { a: '1', b: '1', c: '1', d: '1', e: '1' }
  assert.equal(objectChange(secret({}), secret(many)), 'data.a, data.b, data.c, 2 more')
})
test('an item that comes to a list, or goes, is a change', () => {
  const env = (...names: readonly string[]) =>
    deployment(digest('3'), { env: names.map((name) => ({ name })) })
  assert.equal(objectChange(env('A'), env('A', 'B')), 'spec.env.1')
  assert.equal(objectChange(env('A', 'B'), env('A')), 'spec.env.1')
})
