import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Exec } from '@opads/world/exec'
import { labContainers } from './containers.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-containers-'))
after(() => rm(top, { recursive: true }))

/** A group of `bytes`, of which a tenth is inactive files. */
async function group(path: string, bytes: number): Promise<void> {
  await mkdir(join(top, path), { recursive: true })
  await writeFile(join(top, path, 'memory.current'), `${bytes}\n`)
  await writeFile(join(top, path, 'memory.stat'), `inactive_file ${bytes / 10}\n`)
  await writeFile(join(top, path, 'cgroup.procs'), '7\n')
}
await group('aa', 10_000)
await group('aa/opads/etcd', 1000)
await group('aa/opads/registry', 2000)
await group('aa/kubepods.slice', 4000)
await group('ee', 100)

/** An engine that answers these lines. */
async function asked(...lines: readonly string[]) {
  const calls: (readonly string[])[] = []
  const exec = async (argv: readonly string[]) => {
    calls.push(argv)
    return { code: lines.length === 2 ? 0 : 1, stdout: lines.map((line) => `${line}\n`).join(''), stderr: '' }
  }
  const groupOf = async (_: number, id: string) => ({
    folder: join(top, id),
    usage: 'memory.current',
    inactive: 'inactive_file',
  })
  const rows = await labContainers('dev', ['m1'], exec as unknown as Exec, groupOf)
  return { rows, calls }
}

test('one question to the engine gives hosts, what runs in them, and the entrance; no byte counts twice', async () => {
  const { rows, calls } = await asked('/opads-dev-m1 aa 41', '/opads-dev-entrance ee 42')
  assert.equal(calls.length, 1)
  assert.deepEqual(calls[0]!.slice(-2), ['opads-dev-m1', 'opads-dev-entrance'])
  assert.deepEqual(rows, [
    { kind: 'host', name: 'm1', isRunning: true, memoryBytes: 9000 - 900 - 1800 - 3600 },
    { kind: 'inside', name: 'etcd', host: 'm1', isRunning: true, memoryBytes: 900 },
    { kind: 'inside', name: 'registry', host: 'm1', isRunning: true, memoryBytes: 1800 },
    { kind: 'entrance', name: 'entrance', isRunning: true, memoryBytes: 90 },
  ])
})
test('a container that stopped, or is not there, has no memory; a lab on another address has no entrance', async () => {
  const stopped = { kind: 'host', name: 'm1', isRunning: false, memoryBytes: 0 }
  assert.deepEqual((await asked('/opads-dev-m1 aa 0')).rows, [stopped])
  assert.deepEqual((await asked()).rows, [stopped])
})
