import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { cacheIn } from './cache.ts'
import { keep, listManifests } from './store.ts'
import { verify } from './verify.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-verify-'))
after(() => rm(top, { recursive: true }))
const cache = cacheIn(top, 'none', async () => '')

test('every damaged file is named, whole artifacts stay, damaged ones go', async () => {
  for (const name of ['a', 'b', 'c']) {
    const building = await mkdtemp(join(top, 'building-'))
    for (const file of ['one', 'two']) await writeFile(join(building, file), `${name} ${file}`)
    await mkdir(cache.root, { recursive: true })
    await keep(cache.root, building, { name, version: '1', key: 'k', seconds: 1 }, ['one', 'two'])
  }
  assert.equal((await verify(cache)).length, 3)
  await writeFile(join(cache.root, 'a/k/one'), 'changed')
  await rm(join(cache.root, 'c/k/one'))
  await writeFile(join(cache.root, 'c/k/two'), '')
  await assert.rejects(verify(cache), {
    code: 'artifact.damaged',
    facts: { artifacts: 'a c', files: 'a/one, c/one, c/two' },
  })
  assert.deepEqual(
    (await listManifests(cache.root)).map((one) => one.name),
    ['b'],
  )
})
