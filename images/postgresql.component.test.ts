/** The unpacked image of PostgreSQL creates a database, serves it, and contains no key and no database. As root. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { exec } from '@opads/world/exec'
import { waitFor } from '@opads/world/wait'
import { blobPath, type ImageManifest } from './manifest.ts'

const root = await mkdtemp(join(tmpdir(), 'opads-postgresql-'))
let server: ChildProcess | undefined
after(async () => {
  server?.kill('SIGKILL')
  await rm(root, { recursive: true, force: true })
})
const inside = (...words: readonly string[]) =>
  ['chroot', '--userspec=10001:10001', root, '/usr/bin/env', 'PATH=/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin', 'PGPASSWORD=secret', ...words] as const // biome-ignore format: one command

test('initdb, a server, a query, and a whole end while a client stays', {
  timeout: 10 * 60_000,
}, async () => {
  await chmod(root, 0o755)
  const main = join(import.meta.dirname, 'main.ts')
  const { layout } = JSON.parse((await exec([process.execPath, main, 'get', 'postgresql', '--json'])).stdout)
  const index = JSON.parse(await readFile(join(layout, 'index.json'), 'utf8'))
  const manifest = JSON.parse(
    await readFile(join(layout, blobPath(index.manifests[0].digest)), 'utf8'),
  ) as ImageManifest
  for (const { digest } of manifest.layers)
    await exec(['tar', '--zstd', '--extract', '--same-owner', '--directory', root, '--file', join(layout, blobPath(digest))]) // biome-ignore format: one command
  const there = (path: string) =>
    access(join(root, path)).then(
      () => true,
      () => false,
    )
  for (const path of ['var/lib/postgresql/17', 'etc/postgresql/17', 'etc/ssl/private/ssl-cert-snakeoil.key'])
    assert.equal(await there(path), false, path)
  const libraries = await readdir(join(root, 'usr/lib/x86_64-linux-gnu'))
  assert.ok(!libraries.some((name) => name.startsWith('libLLVM')))
  const { config } = JSON.parse(await readFile(join(layout, blobPath(manifest.config.digest)), 'utf8')) as {
    config: { StopSignal?: NodeJS.Signals }
  }

  for (const folder of ['var/lib/opads', 'run/postgresql', 'tmp', 'dev']) {
    await mkdir(join(root, folder), { recursive: true })
    await chown(join(root, folder), 10001, 10001)
  }
  await exec(['mknod', '--mode=666', join(root, 'dev/null'), 'c', '1', '3'])
  await mkdir(join(root, 'etc/opads-secrets'))
  await writeFile(join(root, 'etc/opads-secrets/database-password'), 'secret\n')
  const [program, ...words] = inside('PGPORT=25439', 'postgresql-start')
  let said = ''
  server = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] })
  server.stderr?.on('data', (chunk) => (said += chunk))
  const ask = (sql: string) =>
    exec(inside('psql', '-h', '127.0.0.1', '-p', '25439', '-U', 'opads', '-d', 'postgres', '-Atc', sql))
  await waitFor('the server', () => ask('select 1').then(() => true), { boundMs: 60_000 }).catch(
    (failure) => {
      throw new Error(said, { cause: failure })
    },
  )
  assert.equal((await ask('select sum(i) from generate_series(1, 100000) i')).stdout.trim(), '5000050000')
  assert.equal((await ask("select 'ä' < 'b', lower('Ä'), xml '<a/>' is document")).stdout.trim(), 'f|ä|t')
  await assert.rejects(
    exec(inside('env', 'PGPASSWORD=no', 'psql', '-h', '127.0.0.1', '-p', '25439', '-U', 'opads', '-d', 'postgres', '-c', 'select 1')), // biome-ignore format: one command
  )

  const staying = ask('select pg_sleep(600)').catch((failure: unknown) => failure)
  await waitFor('a client that stays', async () => {
    const { stdout } = await ask("select count(*) from pg_stat_activity where query = 'select pg_sleep(600)'")
    return stdout.trim() === '1'
  })
  const ended = once(server, 'exit', { signal: AbortSignal.timeout(20_000) })
  server.kill(config.StopSignal ?? 'SIGTERM')
  assert.deepEqual(await ended, [0, null])
  assert.match(said, /database system is shut down/)
  assert.ok((await staying) instanceof Error)
})
