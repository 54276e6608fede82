import assert from 'node:assert/strict'
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startEngine } from './docker.ts'
import { dropStalePid, engineProcesses } from './engine-process.ts'

const ours = startEngine('cgroupfs')
let proc: string
before(async () => {
  proc = await mkdtemp(join(tmpdir(), 'opads-proc-'))
})
after(() => rm(proc, { recursive: true }))

async function runs(pid: number, name: string, state: string, argv: readonly string[]) {
  await mkdir(join(proc, String(pid)))
  await writeFile(join(proc, String(pid), 'stat'), `${pid} (${name}) ${state} 1 1 1`)
  await writeFile(join(proc, String(pid), 'cmdline'), `${argv.join('\0')}\0`)
}

test('our engine is told from others by its socket, and the dead do not count', async () => {
  await runs(7, 'dockerd', 'S', ours)
  await runs(8, 'dockerd', 'S', ['/usr/sbin/dockerd', '-H', 'fd://'])
  await runs(9, 'dockerd', 'Z', ours)
  await runs(10, 'vim', 'S', ['vim', 'dockerd'])
  await runs(12, 'dockerd', 'R', ours)
  await writeFile(join(proc, '12/cmdline'), '') // ending: its memory is freed, the process still exists
  await mkdir(join(proc, '11')) // ended while /proc was read
  await mkdir(join(proc, 'sys'))
  const found = await engineProcesses(proc)
  assert.deepEqual(
    found.toSorted((a, b) => a.pid - b.pid),
    [
      { pid: 7, isOurs: true },
      { pid: 8, isOurs: false },
    ],
  )
})
test('a number in a file stays while its program runs, and goes when it ended or is another now', async () => {
  await runs(20, 'containerd', 'S', ['containerd'])
  await runs(21, 'containerd', 'Z', [])
  await runs(22, 'vim', 'S', ['vim'])
  const file = join(proc, 'file.pid')
  const isKept = async (pid: string) => {
    await writeFile(file, pid)
    await dropStalePid(file, 'containerd', proc)
    return access(file).then(
      () => true,
      () => false,
    )
  }
  assert.deepEqual(
    [await isKept('20\n'), await isKept('21'), await isKept('22'), await isKept('23')],
    [true, false, false, false],
  )
})
