import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { leaveFolder } from './lab-folder.ts'

const state = await mkdtemp(join(tmpdir(), 'opads-lab-folder-'))
after(() => rm(state, { recursive: true, force: true }))

/** A folder as `up` leaves it. */
async function lab(name: string): Promise<string> {
  const folder = join(state, name)
  await mkdir(join(folder, 'ssh'), { recursive: true })
  await writeFile(join(folder, 'ssh/id_ed25519'), 'key')
  for (const name of ['hosts.json', 'hosts.json.new']) await writeFile(join(folder, name), '{}')
  return folder
}

test('of a lab alone nothing stays', async () => {
  await leaveFolder(await lab('alone'))
  assert.deepEqual(await readdir(state), [])
})
test('a cloud keeps its folder with the keys of its hosts, not the hosts', async () => {
  const folder = await lab('cloud')
  await writeFile(join(folder, 'journal.jsonl'), '')
  await leaveFolder(folder)
  assert.deepEqual((await readdir(folder)).sort(), ['journal.jsonl', 'ssh'])
  assert.deepEqual(await readdir(join(folder, 'ssh')), ['id_ed25519'])
})
test('a folder that is gone is no fault', async () => {
  await leaveFolder(join(state, 'none'))
})
