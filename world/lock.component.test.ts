/** The lock between processes, with the real flock. */
// Shares nothing: locks in a temporary folder.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from './exec.ts'
import { holdLock } from './lock.ts'
import { waitFor } from './wait.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-lock-'))
after(() => rm(top, { recursive: true }))
const nobody = () => assert.fail('nobody has it')

/** Starts another process that takes the lock and keeps it. */
async function holder(file: string, kind: 'shared' | 'exclusive'): Promise<ChildProcess> {
  const program = `import { holdLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
    await holdLock(${JSON.stringify(file)}, '${kind}')
    setInterval(() => {}, 1000)
    process.stdout.write('held')`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return child
}

test('the second waits, hears for whom, and goes on when the first lets go', {
  timeout: 20_000,
}, async () => {
  const file = join(top, 'cache', 'a.lock')
  const order: string[] = []
  const first = await holdLock(file, 'exclusive', nobody)
  const asked = Promise.withResolvers<readonly number[]>()
  const second = holdLock(file, 'exclusive', asked.resolve).then((release) => {
    order.push('second')
    return release
  })
  assert.deepEqual(await asked.promise, [process.pid])
  order.push('first')
  await first()
  await (await second)()
  assert.deepEqual(order, ['first', 'second'])
})
test('who does not want to wait says so, and the lock stays with who has it', {
  timeout: 20_000,
}, async () => {
  const file = join(top, 'b.lock')
  const release = await holdLock(file, 'exclusive', nobody)
  const refuse = () => {
    throw new Error('busy')
  }
  for (const _ of [1, 2]) await assert.rejects(holdLock(file, 'exclusive', refuse), { message: 'busy' })
  await release()
  await (await holdLock(file, 'exclusive', nobody))()
})
test('shared ones stand beside each other, and both are named to who wants it alone', {
  timeout: 20_000,
}, async () => {
  const file = join(top, 'c.lock')
  const child = await holder(file, 'shared')
  try {
    const release = await holdLock(file, 'shared', nobody)
    const asked = Promise.withResolvers<readonly number[]>()
    const alone = holdLock(file, 'exclusive', asked.resolve)
    assert.deepEqual((await asked.promise).toSorted(), [process.pid, child.pid!].toSorted())
    await release()
    child.kill('SIGKILL')
    await (await alone)()
  } finally {
    child.kill('SIGKILL')
  }
})
test('the lock goes with its process, and programs that it started do not keep it', {
  timeout: 20_000,
}, async () => {
  const file = join(top, 'd.lock')
  const child = await holder(file, 'exclusive')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const release = await holdLock(file, 'exclusive', nobody)
  const program = spawn('cat', { stdio: ['pipe', 'ignore', 'inherit'] })
  await once(program, 'spawn')
  await release()
  await (await holdLock(file, 'exclusive', nobody))()
  program.stdin.end()
  await once(program, 'exit')
})
test('of many that want it at once each has it alone', { timeout: 60_000 }, async () => {
  const file = join(top, 'e.lock')
  let inside = 0
  let done = 0
  const one = async () => {
    const release = await holdLock(file, 'exclusive')
    assert.equal(++inside, 1)
    await waitFor('a turn of the event loop', async () => true)
    inside -= 1
    done += 1
    await release()
  }
  await Promise.all(Array.from({ length: 10 }, one))
  assert.equal(done, 10)
})
test('no other user can hold it, whatever the folder, an earlier version and the umask say', {
  timeout: 20_000,
  skip: process.getuid?.() !== 0 && 'only root can be another user',
}, async () => {
  const folder = join(top, 'open')
  await mkdir(folder)
  await writeFile(join(folder, 'earlier.lock'), '')
  for (const path of [top, folder, join(folder, 'earlier.lock')]) await chmod(path, 0o755)
  const before = process.umask(0)
  try {
    for (const name of ['earlier.lock', 'new.lock']) {
      const file = join(folder, name)
      await (await holdLock(file, 'exclusive', nobody))()
      assert.equal((await stat(file)).mode & 0o777, 0o600)
      const stranger = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--'] as const
      const { code, stderr } = await exec([...stranger, 'flock', '--shared', file, 'true'], { codes: 'any' })
      assert.notEqual(code, 0)
      assert.match(stderr, /Permission denied/)
    }
  } finally {
    process.umask(before)
  }
})
