import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import type { Room } from './room.ts'
import { roomAnswers } from './room-answers.ts'

let folder: string
let asked: string[]
let end: (() => Promise<void>) | undefined
const room: Room = async (name, [, , ...names], onLine) => {
  asked.push(`${name} ${names.join(' ')}`)
  onLine?.('{"note":"building"}')
  return names.map((one) => `${JSON.stringify({ name: one, of: name })}\n`).join('')
}
const begin = async () => {
  end = await roomAnswers(room, join(folder, 'run')).begin()
}
/** As a program that was started now. */
const namesOf = async (of: 'artifacts' | 'images', ...names: string[]) =>
  (await roomAnswers(room).get(of, names)).map(({ name }) => name)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opads-answers-'))
  asked = []
})
afterEach(async () => {
  await end?.()
  end = undefined
  await rm(folder, { recursive: true })
})

test('outside a run of up every question is asked, and nothing is kept', async () => {
  await namesOf('images', 'etcd')
  await namesOf('images', 'etcd')
  assert.deepEqual(asked, ['images etcd', 'images etcd'])
})

test('in a run only what was not answered yet is asked, and answers stand in the order of the names', async () => {
  await begin()
  await namesOf('images', 'etcd', 'coredns')
  assert.deepEqual(await namesOf('images', 'coredns', 'pause', 'etcd'), ['coredns', 'pause', 'etcd'])
  await namesOf('images', 'pause')
  assert.deepEqual(asked, ['images etcd coredns', 'images pause'])
  assert.equal(await roomAnswers(room).has('images', ['etcd', 'pause']), true)
  assert.equal(await roomAnswers(room).has('images', ['etcd', 'flannel']), false)
})

test('a program and an image of one name are two answers', async () => {
  await begin()
  await namesOf('artifacts', 'etcd')
  const [image] = await roomAnswers(room).get<{ name: string; of: string }>('images', ['etcd'])
  assert.equal(image!.of, 'images')
})

test('what is damaged, or cannot be kept, is asked again', async () => {
  await begin()
  await namesOf('images', 'etcd')
  for (const file of await readdir(join(folder, 'run')))
    await writeFile(join(folder, 'run', file), '{"name":')
  await namesOf('images', 'etcd')
  await rm(join(folder, 'run'), { recursive: true })
  await namesOf('images', 'etcd')
  assert.equal(asked.length, 3)
})

test('what a killed run has left is not believed, and the end of a run leaves nothing', async () => {
  await begin()
  await namesOf('images', 'etcd')
  await begin()
  await namesOf('images', 'etcd')
  assert.equal(asked.length, 2)
  await end!()
  assert.deepEqual(await readdir(folder), [])
})
