/** `opads artifacts get` on a machine whose Go is too old: Debian's is fetched, a killed build resumes, two processes take turns. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import type { Artifact } from './contract.ts'
import { trimGoCaches } from './go-cache.ts'

const main = join(import.meta.dirname, 'main.ts')
const top = await mkdtemp(join(tmpdir(), 'opads-get-'))
const cache = join(top, 'cache')
const started: ChildProcess[] = []
after(async () => {
  for (const child of started) child.kill('SIGKILL')
  await exec(['chmod', '--recursive', 'u+w', top])
  await rm(top, { recursive: true })
})

await mkdir(join(top, 'bin'))
await writeFile(join(top, 'bin/go'), '#!/bin/sh\necho go version go1.19.8 linux/amd64\n')
await chmod(join(top, 'bin/go'), 0o755)

/** `news`: every line of standard error so far. */
function get() {
  const child = spawn(process.execPath, [main, 'get', 'cni-flannel', '--json', '--keep-caches'], {
    env: { ...process.env, OPADS_CACHE: cache, PATH: `${join(top, 'bin')}:${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  const news: string[] = []
  let stdout = ''
  createInterface({ input: child.stderr }).on('line', (line) => news.push(line))
  child.stdout.on('data', (chunk) => (stdout += chunk))
  const ended = once(child, 'close').then(([code]) => {
    assert.equal(code, 0, news.join('\n'))
    return JSON.parse(stdout) as Artifact
  })
  return { child, news, ended }
}
const isSaid = (news: readonly string[], words: RegExp) => news.some((line) => words.test(line))
const waitForWords = (news: readonly string[], words: RegExp) =>
  waitFor(`news like ${words}`, async () => isSaid(news, words), { boundMs: 5 * 60_000 })

/** Processes whose program or working folder is in the cache. */
async function processesInside(): Promise<readonly string[]> {
  const { stdout } = await exec(['find', '/proc', '-maxdepth', '2', '-name', 'cwd', '-lname', `${cache}/*`], {
    codes: 'any',
  })
  return stdout.split('\n').filter(Boolean)
}

let bytes: Buffer

test('Go of Debian builds where the machine has too old a one; killed, it leaves no process', {
  timeout: 10 * 60_000,
}, async () => {
  const { child, news, ended } = get()
  ended.catch(() => {})
  await waitForWords(news, /"note":"cni-flannel 0.9.1 compiling \d+\/\d+/)
  assert.ok(isSaid(news, /go1.19.8 linux\/amd64: fetching Go of Debian 13/), news.join('\n'))
  child.kill('SIGKILL')
  await waitFor('the build to end with its opads', async () => (await processesInside()).length === 0, {
    boundMs: 60_000,
  })
  const [draft, ...more] = await readdir(join(cache, 'building')) // the next run must delete it
  assert.deepEqual(more, [])
  assert.deepEqual(await readdir(join(cache, 'building', draft!, 'files')), [], 'Go built on without opads')
})

test('started again twice at once, one builds on and the other waits; no draft is left', {
  timeout: 10 * 60_000,
}, async () => {
  const one = get()
  await waitForWords(one.news, /cni-flannel/)
  const other = get()
  const [artifact, same] = await Promise.all([one.ended, other.ended])
  assert.deepEqual(same, artifact)
  assert.ok(isSaid(other.news, new RegExp(`waits for another opads .*, process ${one.child.pid}`)))
  assert.ok(!isSaid(one.news, /fetching Go/), 'Go was fetched a second time')
  assert.deepEqual(await readdir(join(cache, 'building')), [])
  bytes = await readFile(artifact.files.flannel!)
  assert.equal(bytes.subarray(0, 4).toString('latin1'), '\x7fELF')
})

test('caches that were cut back to nothing give the same bytes again', { timeout: 10 * 60_000 }, async () => {
  const { before, after: left } = await trimGoCaches(cache, 0, exec)
  assert.ok(before > 100_000_000 && left < 50_000_000, `${before} bytes, then ${left}`)
  await rm(join(cache, 'artifacts'), { recursive: true })
  const artifact = await get().ended
  assert.ok(bytes.equals(await readFile(artifact.files.flannel!)))
})
