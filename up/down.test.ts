import assert from 'node:assert/strict'
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { bringDown } from './down.ts'
import { readWords } from './words.ts'
import type { UpWorld } from './world.ts'

const state = await mkdtemp(join(tmpdir(), 'opads-down-'))
after(() => rm(state, { recursive: true }))

/** No lab has hosts; the folder of the cloud has one file. */
async function purged(cloud: string, file: string): Promise<boolean> {
  const folder = join(state, cloud)
  await mkdir(folder)
  await writeFile(join(folder, file), '')
  const words = readWords(['down', '--cloud', cloud, '--purge', '--yes'])
  const world = { words, folder, parts: [], room: async () => '[]' } as unknown as UpWorld // all that is used here
  await bringDown(world).catch((failure: { code: string }) => assert.equal(failure.code, 'up.no-cloud'))
  return access(folder).then(
    () => false,
    () => true,
  )
}

test('the folder of a cloud goes, however far its up came', async () => {
  assert.ok(await purged('begun', 'journal.jsonl'))
  assert.ok(await purged('hosts-only', 'ssh'))
  assert.ok(await purged('real-machines', 'ca.key'))
})
test('a folder of somebody else is no cloud, and stays', async () => {
  assert.ok(!(await purged('foreign', 'photos')))
})
