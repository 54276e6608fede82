import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exactOf, relativeOf, spanOf, tookOf } from './time.ts'

const hour = 3_600_000
test('one figure says how old something is', () => {
  assert.equal(relativeOf(0, 40_000, 'en'), '40 s ago')
  assert.equal(relativeOf(0, 26 * hour, 'en'), '1 day ago')
  assert.equal(relativeOf(0, 3 * hour, 'zh'), '3 小时前')
  assert.equal(relativeOf(72 * hour, 0, 'zh'), '3 天后')
  assert.equal(spanOf(-5, 'en'), '0 s')
})
test('work is told with its second figure', () => {
  assert.equal(tookOf(80_400, 'en'), '1 min 20 s')
  assert.equal(tookOf(2 * hour + 300_000, 'zh'), '2 小时 5 分钟')
})
test('the exact time names its zone', () => {
  assert.equal(
    exactOf(Date.UTC(2026, 10, 24, 6, 2, 11), 'Asia/Shanghai'),
    '2026-11-24 14:02:11 Asia/Shanghai',
  )
})
