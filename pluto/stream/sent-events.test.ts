import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changes as changesOf } from './changes.ts'
import { streamOf } from './sent-events.ts'

const caller = { account: 'mine', isAdmin: false, roles: { ours: 'viewer' as const }, mustChange: false }
const tenantOf = async (application: string) => (application === 'blog' ? 'theirs' : 'ours')
const pods = (application: string) => ({ topic: 'pods', application }) as const
const message = (application: string) => `data: {"topic":"pods","application":"${application}"}\n\n`

/** Reads messages up to the next id; returns them and the id. */
async function reader(changes: ReturnType<typeof changesOf>, lastEventId: string | null = null) {
  const away = new AbortController()
  const stream = streamOf({ changes, tenantOf }, { caller, signal: away.signal, lastEventId })
  await stream.next() // hello
  const batch = async (): Promise<{ readonly messages: readonly string[]; readonly id: string }> => {
    const messages: string[] = []
    for (;;) {
      const { value } = (await stream.next()) as { value: string }
      if (value.startsWith('id: ')) return { messages, id: value.slice(4).trim() }
      messages.push(value)
    }
  }
  return { batch, leave: () => stream.return(undefined) }
}

test('who comes back is sent what was missed, once each, and nothing of others', async () => {
  let now = 1000
  const changes = changesOf(() => now)
  const first = await reader(changes)
  const { id, messages } = await first.batch()
  assert.deepEqual(messages, [])
  await first.leave()
  for (const name of ['shop', 'blog', 'cart', 'shop']) {
    now += 1
    changes.publish(pods(name))
  }
  const second = await reader(changes, id)
  assert.deepEqual((await second.batch()).messages, [message('shop'), message('cart')])
  await second.leave()
})
test('a message that was lost on the way is sent again: its id comes after it', async () => {
  let now = 1000
  const changes = changesOf(() => now)
  const first = await reader(changes)
  const { id } = await first.batch()
  now += 1
  changes.publish(pods('shop'))
  const { messages, id: later } = await first.batch()
  assert.deepEqual(messages, [message('shop')])
  await first.leave()
  const [before, after] = [await reader(changes, id), await reader(changes, later)]
  assert.deepEqual((await before.batch()).messages, [message('shop')])
  // A position is exact to a millisecond, so what came in the same one is sent again.
  now += 1
  changes.publish(pods('cart'))
  const seen = (await after.batch()).messages
  await Promise.all([before.leave(), after.leave()])
  assert.ok(seen.includes(message('shop')))
})
test('who was read to by another process, was away for too long or sends anything else reads all again', async () => {
  let now = 1000
  const changes = changesOf(() => now)
  const early = changes.position()
  const positions = [changesOf(() => now).position(), '', 'x'.repeat(10_000), `${early}0000000000000000`]
  const open = async (id: string) => {
    const { batch, leave } = await reader(changes, id)
    const { messages } = await batch()
    await leave()
    return messages
  }
  for (const position of positions)
    assert.deepEqual(await open(position), ['event: all\ndata: {}\n\n'], position)
  assert.deepEqual(await open(early), [])
  for (let count = 0; count <= 2000; count += 1) {
    now += 1
    changes.publish(pods(`app-${count}`))
  }
  assert.deepEqual(await open(early), ['event: all\ndata: {}\n\n'])
})
