import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RoomLine, roomLine, roomLineOf } from './room-line.ts'

test('each kind of line is read as it was written', () => {
  const lines: readonly RoomLine[] = [{ note: 'asking the hosts' }, { reached: 'api' }, { changed: false }]
  for (const line of lines) assert.deepEqual(roomLineOf(roomLine(line)), line)
})
test('a line of another program is a note, up to a bound', () => {
  for (const text of ['● up, nothing to do', 'null', '3', '{', '{"changed":"yes"}'])
    assert.deepEqual(roomLineOf(text), { note: text })
  assert.deepEqual(roomLineOf(`  ${'x'.repeat(1000)}`), { note: 'x'.repeat(500) })
})
