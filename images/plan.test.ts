/** Looking for an image makes nothing, and finds what was made. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digestOf } from '@opads/world/digests'
import { type AssembleTools, assemble } from './assemble.ts'
import type { Definition } from './definition.ts'
import { NotMade } from './not-made.ts'
import { isPushed, push } from './push.ts'
import { memoryRegistry } from './test/memory-registry.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-plan-'))
after(() => rm(top, { recursive: true }))
const root = join(top, 'store')
await writeFile(join(top, 'greeting'), 'hello')
const definition: Definition = {
  name: 'greeting',
  version: 'content',
  config: {},
  layers: [{ folders: { greeting: 'greeting' } }],
}
const locks: string[] = []
const tools = {
  root,
  home: top,
  holdLock: async (file: string) => {
    locks.push(file)
    return async () => {}
  },
  digest: digestOf,
  note: () => {},
} as unknown as AssembleTools
const looking = { ...tools, onlyLooks: true } as const

test('what is not in the store is not made by a look, and is found when it was made', async () => {
  await assert.rejects(assemble(definition, looking), NotMade)
  assert.deepEqual([await readdir(top), locks], [['greeting'], []])
  const made = await assemble(definition, tools)
  locks.length = 0
  const mark = join(
    root,
    'greeting',
    (await readdir(join(root, 'greeting'))).find((one) => one.endsWith('.json'))!,
  )
  await utimes(mark, 1000, 1000)
  assert.deepEqual(await assemble(definition, looking), made)
  assert.deepEqual([locks, (await stat(mark)).mtimeMs], [[], 1_000_000])
})
test('an edited file, or a damaged layer, would have it assembled anew', async () => {
  await writeFile(join(top, 'greeting'), 'good morning')
  await assert.rejects(assemble(definition, looking), NotMade)
  await writeFile(join(top, 'greeting'), 'hello')
  await assemble(definition, looking)
  for (const file of await readdir(join(root, 'layers')))
    if (file.endsWith('.tar.zst')) await writeFile(join(root, 'layers', file), 'damaged')
  await assert.rejects(assemble(definition, looking), NotMade)
})
test('a registry has an image when its tag has the same digest', async () => {
  const image = await assemble(definition, tools)
  const registry = memoryRegistry()
  assert.equal(await isPushed(image, registry), false)
  await push(image, registry)
  assert.equal(await isPushed(image, registry), true)
  assert.equal(await isPushed({ ...image, digest: `sha256:${'0'.repeat(64)}` }, registry), false)
})
