/** Two processes want the same image: one makes it, the other waits and finds it. Both start while the compiler is locked. */
import assert from 'node:assert/strict'
import { access, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { testCache } from '@opads/world/test-cache'
import { waitFor } from '@opads/world/wait'
import { testCompiler } from './test/compiler.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-once-'))
after(() => rm(top, { recursive: true }))

test('two that get the same image at once both have it, and it is made once', async () => {
  const cache = await testCache(join(top, 'cache'), ['debian'])
  await mkdir(join(cache, 'compiler')) // of its own, so that no other process of this machine waits for its lock
  await testCompiler().use(async ({ key, programs }) => {
    const copy = ['cp', '--archive', dirname(programs), join(cache, 'compiler', key)] as const
    await exec(copy)
  })
  const letGo = await holdLock(join(cache, 'compiler/lock'), 'exclusive')
  const main = join(import.meta.dirname, 'main.ts')
  const get = () => {
    const said: string[] = []
    const argv = [process.execPath, main, 'get', 'pause'] as const
    const ended = exec(argv, { env: { OPADS_CACHE: cache }, onLine: (line) => said.push(line) })
    ended.catch(() => {})
    return { ended, says: (words: string) => said.some((line) => line.includes(words)) }
  }
  const one = get()
  await waitFor('one to compile', async () => one.says('waits for another opads that compiles'))
  const other = get()
  const waits = () => other.says('waits for another opads that works on images')
  const compilesToo = () => other.says('waits for another opads that compiles')
  await waitFor('the other to wait, or to make it too', async () => waits() || compilesToo())
  await letGo()
  assert.equal((await one.ended).stdout, (await other.ended).stdout)
  assert.equal(compilesToo(), false)
  const layout = (await one.ended).stdout.trim().split(/\s+/).at(-1)!
  await access(join(layout, 'index.json'))
})
