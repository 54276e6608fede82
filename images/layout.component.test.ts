/** skopeo reads our layout and copies it without a change of digest. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { apt } from '@opads/world/apt'
import { debian } from '@opads/world/debian'
import { digestOf } from '@opads/world/digests'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { assemble } from './assemble.ts'
import { pause } from './definitions/pause.ts'
import { testCompiler } from './test/compiler.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-skopeo-'))
after(() => rm(top, { recursive: true }))
const tools = {
  root: join(top, 'store'),
  home: join(import.meta.dirname, '..'),
  debian: debian(exec, apt(exec), join(top, 'cache')),
  debianLock: () => Promise.reject(new Error('pause has no package of Debian')),
  exec,
  holdLock,
  digest: digestOf,
  note: () => {},
  compiler: testCompiler(),
  getArtifact: () => Promise.reject(new Error('pause needs no artifact')),
}

test('skopeo reads, checks and copies the image', async () => {
  const image = await assemble(pause, tools)
  const inspected = JSON.parse((await exec(['skopeo', 'inspect', `oci:${image.layout}`])).stdout) as {
    Digest: string
    Architecture: string
  }
  assert.equal(inspected.Digest, image.digest)
  assert.equal(inspected.Architecture, 'amd64')
  await exec([
    'skopeo',
    '--insecure-policy',
    'copy',
    '--preserve-digests',
    `oci:${image.layout}`,
    `oci:${join(top, 'copy')}`,
  ])
  const copied = JSON.parse((await exec(['skopeo', 'inspect', `oci:${join(top, 'copy')}`])).stdout) as {
    Digest: string
  }
  assert.equal(copied.Digest, image.digest)
})
test('a second get makes nothing new', async () => {
  assert.deepEqual(await assemble(pause, tools), await assemble(pause, tools))
})
