import assert from 'node:assert/strict'
import { test } from 'node:test'
import { podColumns } from '@opads/pluto/pod/shown'
import type { Pod } from './api-types.ts'
import { listColumns } from './list-columns.ts'
import { table } from '@opads/command/table'

const pod: Pod = {
  name: 'shop-1', environment: 'uat', state: 'crashed', reason: 'exit 3', restarts: 2, release: 7, node: null,
  nodeSelector: { disk: 'ssd' }, address: null, createdAt: '2026-11-24T12:00:00Z', startedAt: null,
} // biome-ignore format: a row
const page = (width: number) => ({
  width,
  hasColour: false,
  now: Date.parse('2026-11-24T12:10:00Z'),
  isUtc: false,
})

test('every column of a pod is shown where there is room', () => {
  const [head, row] = table(listColumns(podColumns, page(200)), [pod], page(200)).split('\n')
  for (const { en } of podColumns) assert.ok(head!.includes(en), en)
  assert.match(row!, /shop-1 +uat +✕ crashed: exit 3 +2 +7 +– +disk=ssd +10 m ago$/)
})
test('on a narrow terminal the name and the state stay', () => {
  const [head] = table(listColumns(podColumns, page(50)), [pod], page(50)).split('\n')
  assert.match(head!, /Pod +.*State/)
  assert.doesNotMatch(head!, /selector|Release/)
})
