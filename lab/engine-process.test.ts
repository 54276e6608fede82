import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { startEngine } from './docker.ts'
import { engineProcesses } from './engine-process.ts'

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
  await runs(7, 'dockerd', 'S', startEngine)
  await runs(8, 'dockerd', 'S', ['/usr/sbin/dockerd', '-H', 'fd://'])
  await runs(9, 'dockerd', 'Z', startEngine)
  await runs(10, 'vim', 'S', ['vim', 'dockerd'])
  await mkdir(join(proc, '11')) // ended while we looked
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
