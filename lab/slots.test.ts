import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { slotCount } from './ranges.ts'
import { freeSlot, readSlots, takeSlot } from './slots.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opads-slots-'))
})
afterEach(() => rm(folder, { recursive: true }))
const names = Array.from({ length: slotCount }, (_, index) => `lab${index}`)

test('labs that start at once never get the same slot', async () => {
  const slots = await Promise.all(names.map((name) => takeSlot(folder, name, [])))
  assert.deepEqual(
    slots.sort((a, b) => a - b),
    names.map((_, index) => index),
  )
  await assert.rejects(takeSlot(folder, 'one-more', []), { code: 'lab.full' })
  assert.equal((await readdir(folder)).length, slotCount)
})
test('a lab that starts twice at once gets one slot, and keeps it', async () => {
  const slots = await Promise.all(Array.from({ length: 8 }, () => takeSlot(folder, 'main', [])))
  assert.deepEqual([...new Set(slots)], [0])
  assert.deepEqual(await readSlots(folder), { main: 0 })
  assert.equal(await takeSlot(folder, 'main', []), 0)
})
test('a slot given back is the next one given out', async () => {
  for (const name of ['main', 'dev', 'more']) await takeSlot(folder, name, [])
  await freeSlot(folder, 'dev')
  assert.deepEqual(await readSlots(folder), { main: 0, more: 2 })
  assert.equal(await takeSlot(folder, 'new', []), 1)
  await freeSlot(folder, 'unknown')
})
test('what a killed run left in the folder is no lab', async () => {
  await writeFile(join(folder, '.dev-17-x'), 'dev')
  assert.deepEqual(await readSlots(folder), {})
  assert.equal(await takeSlot(folder, 'main', []), 0)
})
test('a slot without a name, as a power cut leaves one, is given out again', {
  timeout: 10_000,
}, async () => {
  await takeSlot(folder, 'main', [])
  await writeFile(join(folder, '1'), '')
  assert.deepEqual(await readSlots(folder), { main: 0 })
  assert.equal(await takeSlot(folder, 'dev', []), 1)
  assert.deepEqual(await readSlots(folder), { main: 0, dev: 1 })
})
test('a folder that cannot be made is a failure, not an endless wait', async () => {
  await writeFile(join(folder, 'file'), '')
  await assert.rejects(takeSlot(join(folder, 'file'), 'main', []), { code: 'EEXIST' })
})
