/** The launcher, in a checkout with only the files that it reads: it must not replace packages while commands run. */
// Shares nothing: a checkout in a temporary folder.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { digestOf } from '@opads/world/digests'
import { exec } from '@opads/world/exec'

const home = await mkdtemp(join(tmpdir(), 'opads-launcher-'))
after(() => rm(home, { recursive: true }))
const lockFile = join(home, 'package-lock.json')

test('packages are not renewed while a command runs from them', { timeout: 60_000 }, async () => {
  for (const folder of ['node_modules/.bin', 'cli']) await mkdir(join(home, folder), { recursive: true })
  await copyFile(join(import.meta.dirname, '../opads'), join(home, 'opads'))
  await symlink(process.execPath, join(home, 'node_modules/.bin/node'))
  await writeFile(join(home, 'cli/main.ts'), "console.log('runs'); process.stdin.resume()\n")
  await writeFile(lockFile, 'one')
  const digest = (await digestOf(lockFile)).replace('sha256:', '')
  await writeFile(join(home, 'node_modules/.opads-lock'), digest)
  const env = { ...process.env, OPADS_CACHE: join(home, 'cache'), NODE_TEST_CONTEXT: undefined }
  const first = spawn(join(home, 'opads'), ['up'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    await once(first.stdout, 'data')
    assert.equal(
      (await exec([join(home, 'opads'), 'status'], { env })).stdout,
      'runs\n',
      'others run beside it',
    )
    await writeFile(lockFile, 'two') // as a pull does
    const { code, stderr } = await exec([join(home, 'opads'), 'status'], { env, codes: 'any' })
    assert.equal(code, 6, stderr)
    assert.match(stderr, new RegExp(`commands run from it: process ${first.pid} $`, 'm'))
  } finally {
    first.stdin.end()
  }
})
