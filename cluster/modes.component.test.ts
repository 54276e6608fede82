/** The real openssl and perl under umask 0: every secret must be closed by an explicit mode. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { lstat, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { certificates } from '@opads/world/certificates'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { pathsBelow } from '@opads/world/walk'
import { ensureIdentity } from './identity.ts'
import { layoutOf } from './layout.ts'
import { keepWritten } from './read.ts'
import { readWritten } from './written.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-modes-'))
after(() => rm(top, { recursive: true }))

/** Files with a key or password, or in which a person may have written one. */
const isSecret = (path: string) =>
  /\.key$|^registry\/(pusher|puller|accounts)$|^(cluster\.yml|operator\.json)$/.test(path)

test('folders of a cloud are closed, and so is each secret in them', async () => {
  const before = process.umask(0)
  try {
    const folder = join(top, 'cloud')
    const { written, text } = await readWritten('example', join(import.meta.dirname, 'cluster.example.yml'))
    const layout = layoutOf(written, undefined)
    await keepWritten({ layout, folder, operator: {}, text })
    await ensureIdentity(folder, layout, exec, certificates(exec))
    await (await holdLock(join(folder, 'locks/one.lock'), 'exclusive'))()
    const paths = await pathsBelow(folder)
    const facts = await Promise.all(
      ['', ...paths].map(async (path) => ({ path, stats: await lstat(join(folder, path)) })),
    )
    const wanted = facts.filter(({ path, stats }) => stats.isDirectory() || isSecret(path))
    const open = wanted.filter(({ stats }) => (stats.mode & 0o077) !== 0).map(({ path }) => path)
    assert.deepEqual(open, [])
    const secrets = wanted.filter(({ stats }) => stats.isFile()).map(({ path }) => path)
    for (const one of [
      'ca.key',
      'kubernetes-pki/sa.key',
      'registry/pusher',
      'registry/accounts',
      'operator.json',
    ])
      assert.ok(secrets.includes(one), `${one} in ${secrets.join(' ')}`)
  } finally {
    process.umask(before)
  }
})
