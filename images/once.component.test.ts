/** Two processes that want the same image at once: one makes it, the other waits and finds it made. gcc stands still until both are there. */
import assert from 'node:assert/strict'
import { access, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'

const top = await mkdtemp(join(tmpdir(), 'opads-once-'))
after(() => rm(top, { recursive: true }))
const [started, mayGoOn] = [join(top, 'started'), join(top, 'may-go-on')]

/** A gcc that says that it was started, and compiles when it may. */
async function slowGcc(): Promise<string> {
  const folder = join(top, 'bin')
  await mkdir(folder)
  const words = `#!/bin/sh
echo >>"${started}"
while [ ! -e "${mayGoOn}" ]; do sleep 0.05; done
exec /usr/bin/gcc "$@"
`
  await writeFile(join(folder, 'gcc'), words)
  await chmod(join(folder, 'gcc'), 0o755)
  return `${folder}:${process.env.PATH}`
}
const starts = async () => (await readFile(started, 'utf8').catch(() => '')).length

test('two that get the same image at once both have it, and it is made once', async () => {
  const env = { OPADS_CACHE: join(top, 'cache'), PATH: await slowGcc() }
  const main = join(import.meta.dirname, 'main.ts')
  let isWaiting = false
  const get = () =>
    exec([process.execPath, main, 'get', 'pause'], {
      env,
      onLine: (line) => {
        isWaiting ||= line.includes('waits for another opads')
      },
    })
  const one = get()
  await waitFor('gcc to start', async () => (await starts()) === 1)
  const other = get()
  await waitFor('the other to wait, or to make it too', async () => isWaiting || (await starts()) === 2)
  await writeFile(mayGoOn, '')
  assert.equal((await one).stdout, (await other).stdout)
  assert.equal(await starts(), 1)
  const layout = (await one).stdout.trim().split(/\s+/).at(-1)!
  await access(join(layout, 'index.json'))
})
