/** The key of a lab, by the real ssh-keygen: whatever a killed run left, the next one has a complete pair. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { placeKeys } from './ssh-folder.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-ssh-folder-'))
after(() => rm(top, { recursive: true }))

async function assertPair(folder: string): Promise<string> {
  const key = join(folder, 'id_ed25519')
  const { stdout } = await exec(['ssh-keygen', '-y', '-f', key])
  assert.equal(await readFile(`${key}.pub`, 'utf8'), stdout)
  assert.equal(await readFile(join(folder, 'authorized_keys'), 'utf8'), stdout)
  return stdout
}

test('a pair is made once', async () => {
  const folder = join(top, 'once')
  await placeKeys(folder, exec)
  const first = await assertPair(folder)
  await placeKeys(folder, exec)
  assert.equal(await assertPair(folder), first)
  assert.deepEqual((await readdir(folder)).sort(), [
    'authorized_keys',
    'id_ed25519',
    'id_ed25519.pub',
    'trust.crt',
  ])
})
test('a run that was cut between the two files is not in the way of the next', async () => {
  const folder = join(top, 'cut')
  const cut: typeof exec = async (argv) => {
    await writeFile(argv.at(-1)!, 'half a key')
    throw new Error('No space left on device')
  }
  for (const _ of [1, 2]) await assert.rejects(placeKeys(folder, cut), /No space left/)
  await placeKeys(folder, exec)
  await assertPair(folder)
})
test('of what an earlier version or a power cut left, a new pair is made', async () => {
  const folder = join(top, 'left')
  const key = join(folder, 'id_ed25519')
  await placeKeys(folder, exec)
  for (const spoil of [() => rm(`${key}.pub`), () => writeFile(key, ''), () => rm(key)]) {
    await spoil()
    await placeKeys(folder, exec)
    await assertPair(folder)
  }
})
