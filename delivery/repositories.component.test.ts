/** Repositories on a disk, made by many callers at once. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { exec } from '@opads/world/exec'
import { repositories } from './repositories.ts'

const root = await mkdtemp(join(tmpdir(), 'opads-repositories-'))
after(() => rm(root, { recursive: true }))
const author = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((one) => [
    [`GIT_${one}_NAME`, 'Me'],
    [`GIT_${one}_EMAIL`, 'me@example.test'],
  ]),
)
const born = '2026-01-02T00:00:00Z'
const folders = async () => (await readdir(join(root, 'own'))).sort()

test('many callers at once make one repository, and keep what it holds', async () => {
  const code = repositories(root, exec)
  for (const name of ['one', 'two', 'three']) {
    const repository = `own/${name}`
    const first = code
      .ensure(repository, born)
      .then(() => writeFile(join(code.path(repository), 'pushed'), 'by the first'))
    let isMade = false
    void first.then(() => (isMade = true))
    const others: Promise<void>[] = []
    // One in every turn, so that some ask just when the first has made it.
    while (!isMade && others.length < 500) {
      others.push(code.ensure(repository, born))
      await nextTurn()
    }
    await Promise.all([first, ...others])
    assert.ok((await readdir(code.path(repository))).includes('pushed'), name)
  }
  assert.deepEqual(await folders(), ['one.git', 'three.git', 'two.git'])
})
test('two processes at once make one repository', async () => {
  const both = [repositories(root, exec), repositories(root, exec)]
  await Promise.all(both.map((code) => code.ensure('own/four', born)))
  assert.deepEqual(
    (await folders()).filter((name) => name.startsWith('four')),
    ['four.git'],
  )
})
test('a branch is found by every name that git allows, and no expression is one', async () => {
  const code = repositories(root, exec)
  await code.ensure('own/named', born)
  const git = async (...words: string[]) =>
    (
      await exec(['git', '--git-dir', code.path('own/named'), ...words], { env: author, input: '' })
    ).stdout.trim()
  const commit = await git('commit-tree', await git('mktree'), '-m', 'The first')
  const names = ['main', '修复', 'fix#12', 'a+b', 'dependabot/npm/@types/x']
  for (const name of names) {
    await git('update-ref', `refs/heads/${name}`, commit)
    assert.equal(await code.resolve('own/named', name), commit, name)
  }
  assert.equal(await code.resolve('own/named', commit), commit)
  for (const name of [
    'nonesuch',
    '',
    '-h',
    'main^{commit}',
    'main~0',
    'main..main',
    'main:',
    ':/The',
    'main@{0}',
  ])
    assert.equal(await code.resolve('own/named', name), undefined, name)
})
test('the repository of an earlier application of that name is put aside once', async () => {
  const code = repositories(root, exec)
  await code.ensure('own/five', '2026-01-01T00:00:00Z')
  await Promise.all(Array.from({ length: 4 }, () => code.ensure('own/five', born)))
  assert.deepEqual(
    (await folders()).filter((name) => name.startsWith('five')),
    ['five.git', 'five.git.until-20260102T000000Z'],
  )
})
