/** The scripts of hosts, run here unchanged. */
// Shares nothing: a temporary folder.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { parse } from 'yaml'

const top = await mkdtemp(join(tmpdir(), 'opads-scripts-'))
after(() => rm(top, { recursive: true }))
const at = (name: string) => join(import.meta.dirname, `../playbooks/roles/host/files/${name}`)

test('a log that is too long keeps its end beside it, and its writer goes on', async () => {
  const log = join(top, 'etcd.log')
  const writer = spawn('sh', ['-c', 'cat >>"$1"', 'sh', log], { stdio: ['pipe', 'ignore', 'inherit'] })
  const write = async (text: string, upTo: number) => {
    writer.stdin.write(text)
    while ((await stat(log).catch(() => ({ size: -1 }))).size < upTo) await new Promise(setImmediate)
  }
  await write(`${'a'.repeat(500)}\n`, 501)
  await exec(['sh', at('opads-bound-logs'), top, '1000'])
  assert.equal((await stat(log)).size, 501, 'a short one is left alone')
  await write(`${'b'.repeat(799)}\n`, 1301)
  await exec(['sh', at('opads-bound-logs'), top, '1000'])
  assert.equal((await stat(log)).size, 0)
  assert.equal(await readFile(`${log}.1`, 'utf8'), `${'a'.repeat(199)}\n${'b'.repeat(799)}\n`)
  await write('after\n', 6)
  assert.equal(await readFile(log, 'utf8'), 'after\n')
  writer.stdin.end()
  await once(writer, 'exit')
})

test('a container of the host gets its open files, and runc all words', async () => {
  const bundle = join(top, 'bundle')
  const runc = join(top, 'runc')
  await exec(['mkdir', bundle])
  const specification = {
    process: { rlimits: [{ type: 'RLIMIT_NOFILE', hard: 1024, soft: 1024 }] },
    root: {},
  }
  await writeFile(join(bundle, 'config.json'), JSON.stringify(specification))
  await writeFile(runc, '#!/bin/sh\nprintf "%s\\n" "$@"\n')
  await chmod(runc, 0o755)
  const text = (await readFile(at('opads-runc'), 'utf8')).replace('/usr/local/bin/runc', runc)
  const words = ['--root', '/run/x', 'create', '--bundle', bundle, 'a b']
  const { stdout } = await exec(['sh', '-c', text, 'opads-runc', ...words])
  assert.deepEqual(stdout.trim().split('\n'), words)
  const { process: made } = JSON.parse(
    await readFile(join(bundle, 'config.json'), 'utf8'),
  ) as typeof specification
  assert.deepEqual(made.rlimits, [{ type: 'RLIMIT_NOFILE', hard: 16384, soft: 16384 }])
})

test('folders of build caches that a kubelet made closed are opened, once', async () => {
  const vars = await readFile(join(import.meta.dirname, '../playbooks/roles/host/vars/main.yml'), 'utf8')
  const { host_open_caches: [program, folder, ...words] } = parse(vars) as { host_open_caches: string[] } // biome-ignore format: one line
  assert.equal(folder, '/var/cache/opads-builds')
  const caches = join(top, 'caches')
  await exec(['mkdir', '--parents', '--mode', '755', join(caches, 'ours/npm'), join(caches, 'theirs')])
  await chmod(join(caches, 'theirs'), 0o777)
  const open = async () => (await exec([program!, caches, ...words])).stdout.trim()
  assert.equal(await open(), join(caches, 'ours'))
  assert.equal(await open(), '')
  const modes = ['', 'ours', 'ours/npm'].map(async (name) => (await stat(join(caches, name))).mode & 0o777)
  assert.deepEqual(await Promise.all(modes), [0o755, 0o777, 0o755])
})
