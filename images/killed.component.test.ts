/** A process that is killed while it makes Debian layers leaves no mount and no process, and the next one makes the image. As root. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { testCache } from '@opads/world/test-cache'
import { waitFor } from '@opads/world/wait'

const top = await mkdtemp(join(tmpdir(), 'opads-killed-'))
after(() => rm(top, { recursive: true, force: true }))
const argv = [process.execPath, join(import.meta.dirname, 'main.ts'), 'get', 'base-static'] as const

const textOf = (pid: string, name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')
/** Processes whose arguments or environment name the test's folder, and the mounts below it in their namespaces. */
async function processes(): Promise<readonly { pid: string; mounts: readonly string[] }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  const all = await Promise.all(
    pids.map(async (pid) => ({
      pid,
      isOurs: (await Promise.all(['cmdline', 'environ'].map((name) => textOf(pid, name))))
        .join()
        .includes(top),
      mounts: (await textOf(pid, 'mountinfo')).split('\n').filter((line) => line.includes(top)),
    })),
  )
  return all.filter(({ isOurs }) => isOurs)
}

test('killed while packages are laid over the tree', { timeout: 10 * 60_000 }, async () => {
  const OPADS_CACHE = await testCache(join(top, 'cache'), ['debian'])
  const env = { ...process.env, OPADS_CACHE }
  const maker = spawn(argv[0], argv.slice(1), { env, stdio: 'ignore' })
  await waitFor(
    'an overlay and what mmdebstrap mounts in it',
    async () =>
      (await processes()).some(
        ({ mounts }) => mounts.length >= 3 && mounts.some((line) => line.includes(' overlay opads-debian ')),
      ),
    { boundMs: 300_000, everyMs: 50 },
  )
  maker.kill('SIGKILL')
  await once(maker, 'exit')
  await waitFor('all of it to end', async () => (await processes()).length === 0, { boundMs: 30_000 })
  assert.ok(!(await textOf('self', 'mountinfo')).includes(top))

  await exec(argv, { env: { OPADS_CACHE } })
  assert.ok(!(await textOf('self', 'mountinfo')).includes(top))
})
