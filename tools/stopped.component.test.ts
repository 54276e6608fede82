/** Ctrl-C on `opads test` alone, as a program sends it: no test process is left, and what ran is known. */
// Shares nothing: processes and a temporary folder of its own.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { waitFor } from '@opads/world/wait'

const folder = await mkdtemp(join(tmpdir(), 'opads-stopped-'))
after(() => rm(folder, { recursive: true }))

const driver = `
import { runFiles } from ${JSON.stringify(import.meta.resolve('./run-files.ts'))}
const stop = new AbortController()
process.on('SIGINT', () => stop.abort())
const run = { stop: stop.signal, screen: process.stderr, graceMs: 500 }
const outcome = await runFiles(process.argv.slice(2), { timeoutMs: 60_000, concurrency: 2 }, run)
console.log(JSON.stringify(outcome.files.map(({ path }) => path.split('/').at(-1))))
`
await writeFile(join(folder, 'driver.ts'), driver)

async function fileOf(name: string, body: string): Promise<string> {
  const path = join(folder, `${name}.mjs`)
  const head = `import { test } from 'node:test'; import { writeFileSync } from 'node:fs'\n`
  await writeFile(path, head + body)
  return path
}
/** A test that says its process id and never ends. */
const endless = (name: string, more = '') =>
  fileOf(
    name,
    `${more}
test('endless', () => new Promise(() => {
  setInterval(() => {}, 1000)
  writeFileSync(${JSON.stringify(join(folder, `${name}.pid`))}, String(process.pid))
}))`,
  )

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const pidOf = (name: string) =>
  waitFor(`test ${name} to begin`, async () => {
    const pid = await readFile(join(folder, `${name}.pid`), 'utf8').catch(() => '')
    return pid === '' ? undefined : Number(pid)
  })

/** Runs the files, interrupts the runner alone when all `names` work, and returns which files are known to have ended. */
async function interrupted(files: readonly string[], names: readonly string[]) {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const runner = spawn(process.execPath, [join(folder, 'driver.ts'), ...files], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let text = ''
  runner.stdout.on('data', (part) => (text += part))
  const pids = await Promise.all(names.map(pidOf))
  runner.kill('SIGINT')
  const [code] = await once(runner, 'close')
  assert.equal(code, 0)
  for (const pid of pids) assert.ok(!isAlive(pid), `test process ${pid} is left`)
  return JSON.parse(text) as readonly string[]
}

test('tests that hang are ended, and the file that ran before them is known', {
  timeout: 60_000,
}, async () => {
  const quick = await fileOf('quick', `test('quick', () => {})`)
  const files = [quick, await endless('one'), await endless('two')]
  assert.ok((await interrupted(files, ['one', 'two'])).includes('quick.mjs'))
})
test('a test that does not listen to SIGTERM is killed within its bound', { timeout: 60_000 }, async () => {
  // Node's runner listens too: without its listeners nothing ends this process.
  const deaf = `setTimeout(() => { process.removeAllListeners('SIGTERM'); process.on('SIGTERM', () => {}) })`
  assert.deepEqual(await interrupted([await endless('deaf', deaf)], ['deaf']), [])
})
