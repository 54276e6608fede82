/** What changed, asked of the real git: on a branch, on main, not committed yet, and where the history is too short. */
// Shares nothing: repositories in temporary folders.
import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { changedPaths, reach } from './subject.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-subject-'))
after(() => rm(top, { recursive: true }))
const home = join(top, 'home')
const git = (...words: string[]) =>
  exec(['git', '-c', 'user.name=a', '-c', 'user.email=a@a.invalid', '-C', home, ...words])
async function commit(path: string): Promise<void> {
  await writeFile(join(home, path), Math.random().toString())
  await git('add', '--all')
  await git('commit', '--quiet', '--message', path)
}
const changed = async (cwd = home) => (await changedPaths(exec, cwd))?.toSorted()

test('a history that is too short says nothing', async () => {
  assert.equal(await changed(top), undefined) // no repository
  await exec(['git', 'init', '--quiet', '--initial-branch', 'main', home])
  for (let count = 0; count < reach; count += 1) await commit('old')
  assert.equal(await changed(), undefined)
})

test('on main the last commits count, and what is not committed yet', async () => {
  await commit('first') // now the commit that far back is there
  assert.deepEqual(await changed(), ['first', 'old'])
  for (let count = 0; count < reach; count += 1) await commit('last')
  assert.deepEqual(await changed(), ['last'])
  await writeFile(join(home, 'a new "ü"\nfile'), '')
  await rm(join(home, 'first'))
  assert.ok((await changed())?.includes('first'))
  assert.ok((await changed())?.some((path) => path.startsWith('a new "ü"')))
  await git('clean', '--force', '--quiet')
  await git('checkout', '--quiet', '.')
})

test('on a branch all of its commits count, in a clone too', async () => {
  await git('checkout', '--quiet', '-b', 'branch')
  await commit('early')
  for (let count = 0; count < reach; count += 1) await commit('last')
  assert.deepEqual(await changed(), ['early', 'last'])
  const clone = join(top, 'clone')
  await exec(['git', 'clone', '--quiet', home, clone])
  await exec(['git', '-C', clone, 'remote', 'set-head', 'origin', 'main'])
  assert.deepEqual(await changed(clone), ['early', 'last'])
  const shallow = join(top, 'shallow')
  await exec(['git', 'clone', '--quiet', '--depth', '1', `file://${home}`, shallow])
  assert.equal(await changed(shallow), undefined)
})
