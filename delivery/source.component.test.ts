/** Sources, fetched as build Jobs do. */
// Shares nothing: repositories in a temporary folder, a server on a free port.
import assert from 'node:assert/strict'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { sourceToken } from './source.ts'
import { code } from './test-git/code.ts'

const { repositories, checkout, ask, workFolder, secret, earlier, stop } = await code()
after(stop)

test('names of files with newlines and quotes survive into the source', async () => {
  const names = ['a\nb', 'c"d', "e'f", '-rf', 'ü 名.txt', 'g\\h', 'i\tj']
  const { push, head } = await checkout('ours/shop', Object.fromEntries(names.map((name) => [name, name])))
  assert.equal((await push()).code, 0)
  assert.deepEqual((await repositories.filesAtTop('ours/shop', head)).toSorted(), names.toSorted())
  const path = `/source/7/ours/shop/${head}`
  const bearer = { authorization: `Bearer ${sourceToken(secret, 7, 'ours/shop', head)}` }
  const { status, text } = await ask(path, { headers: bearer })
  assert.equal(status, 200)
  const folder = await workFolder()
  await mkdir(join(folder, 'out'))
  await exec(['tar', '--extract', '--directory', join(folder, 'out')], { input: Buffer.from(text, 'latin1') })
  assert.deepEqual((await readdir(join(folder, 'out'))).toSorted(), names.toSorted())
  for (const name of names) assert.equal(await readFile(join(folder, 'out', name), 'utf8'), name)
})
test('a source opens for its run and commit only; one that is not there is no empty source', async () => {
  const head = (await repositories.head('ours/shop'))!
  const path = `/source/7/ours/shop/${head}`
  const bearer = (run: number, repository: string, commit: string) => ({
    headers: { authorization: `Bearer ${sourceToken(secret, run, repository, commit)}` },
  })
  const ofJobBefore = { authorization: `Bearer ${sourceToken(earlier, 7, 'ours/shop', head)}` }
  assert.equal((await ask(path, { headers: ofJobBefore })).status, 200)
  for (const words of [
    {},
    bearer(8, 'ours/shop', head),
    bearer(7, 'ours/blog', head),
    bearer(7, 'ours/shop', '0'.repeat(40)),
  ])
    assert.equal((await ask(path, words)).status, 404)
  const gone = 'f'.repeat(40)
  assert.equal((await ask(`/source/7/ours/shop/${gone}`, bearer(7, 'ours/shop', gone))).status, 404)
})
