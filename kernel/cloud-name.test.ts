import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCloudName, labFolder } from './cloud-name.ts'

test('a cloud has a name that is a part of a domain and of a path', () => {
  for (const name of ['a', 'main', 'lab2', 'my-cloud', 'a'.repeat(20)]) assert.ok(isCloudName(name), name)
  for (const name of ['', '1a', 'a-', 'a.b', '../a', 'A', 'a'.repeat(21)]) assert.ok(!isCloudName(name), name)
})
test('no cloud is called as the folder of the lab', () => {
  assert.ok(!isCloudName(labFolder))
})
