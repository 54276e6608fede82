import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomLine } from '@opads/kernel/room-line'
import { runRoom } from './room.ts'

async function heard(lines: readonly string[]) {
  const [notes, reached]: [string[], string[]] = [[], []]
  let asked: readonly string[] = []
  const room = async (_: string, args: readonly string[], onLine?: (line: string) => void) => {
    asked = args
    for (const line of lines) onLine?.(line)
    return ''
  }
  const changed = await runRoom(
    { room },
    'lab',
    ['up'],
    ({ note }) => void (note && notes.push(note)),
    (one) => reached.push(one),
  )
  return { changed, notes, reached, asked }
}

test('a room says by its last line whether it changed anything, and on the way what answers', async () => {
  const lines = [{ note: 'making host m1' }, { reached: 'registry' }, { changed: false }].map((one) =>
    roomLine(one as never),
  )
  assert.deepEqual(await heard(lines), {
    changed: false,
    notes: ['making host m1'],
    reached: ['registry'],
    asked: ['up', '--lines'],
  })
})
test('words of other programs are shown and mean nothing', async () => {
  const { changed, notes } = await heard([
    '● all is up, nothing to do',
    roomLine({ changed: true }),
    '● nothing to do',
  ])
  assert.deepEqual([changed, notes], [true, ['● all is up, nothing to do', '● nothing to do']])
})
test('a room that does not say counts as a change', async () => {
  assert.equal((await heard([])).changed, true)
})
