import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineOf } from '@opads/kernel/list-column'
import { samplePod } from '../test-cloud/sample-pod.ts'
import { podColumns } from './shown.ts'

test('every column has its own key and a title in both languages', () => {
  assert.equal(new Set(podColumns.map(({ key }) => key)).size, podColumns.length)
  for (const { key, en, zh } of podColumns) {
    assert.match(en, /^[A-Z][a-z ]+$/, key)
    assert.match(zh, /^\p{Script=Han}+$/u, key)
  }
})
test('a pod is shown with what it says, and with nothing where it says nothing', () => {
  const pod = samplePod({ node: null, state: 'crashed', reason: 'exit 3', nodeSelector: { disk: 'ssd' } })
  const cells = Object.fromEntries(podColumns.map((column) => [column.key, lineOf(column, pod)]))
  assert.deepEqual(
    [cells.name, cells.environment, cells.state, cells.node, cells.selector, cells.restarts],
    ['shop-1', 'sit', 'crashed: exit 3', null, 'disk=ssd', '0'],
  )
})
