import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { debianGoThere } from './debian-go.ts'
import { byVersion } from './go-version.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-go-version-'))
after(() => rm(top, { recursive: true }))

test('versions go by their numbers, not by their letters', () => {
  assert.deepEqual(['1.100', '1.9', '1.24', '1.24.4'].sort(byVersion), ['1.9', '1.24', '1.24.4', '1.100'])
  assert.ok(byVersion('go1.26.9', 'go1.26.10') < 0)
  assert.equal(byVersion('1.26', 'go1.26.0'), 0)
})
test('of several that were fetched the newest starts a build', async () => {
  for (const name of ['debian-1.9.7-1', 'debian-1.24.4-1', 'debian-1.24.10-1', 'build', 'mod'])
    await mkdir(join(top, 'go', name), { recursive: true })
  assert.equal(await debianGoThere(top), join(top, 'go/debian-1.24.10-1/usr/lib/go/bin/go'))
})
