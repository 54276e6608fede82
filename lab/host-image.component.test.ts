/**
 * The root file system of hosts by the real mmdebstrap, from files that were cloned under a strict umask; only the engine is a fake. Needs
 * root and a minute.
 */
import assert from 'node:assert/strict'
import { chmod, cp, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { apt } from '@opads/world/apt'
import { debian } from '@opads/world/debian'
import { type Exec, exec } from '@opads/world/exec'
import { holdLock } from '@opads/world/lock'
import { hostImage } from './host-image.ts'
import { hostKey } from './host-tar.ts'

const cache = process.env.OPADS_CACHE ?? join(homedir(), '.cache/opads')
const top = await mkdtemp(join(tmpdir(), 'opads-host image-'))
after(() => rm(top, { recursive: true, force: true }))

test('two labs at once make it once, with modes of its own', { timeout: 15 * 60_000 }, async () => {
  const files = join(top, 'files')
  await cp(join(import.meta.dirname, 'host-files'), files, { recursive: true })
  await exec(['chmod', '--recursive', 'go=', files])
  await mkdir(join(top, 'lab/draft'), { recursive: true })
  await writeFile(join(top, 'lab/draft/host.tar'), 'what a killed run left')
  await writeFile(join(top, 'lab/host-0123456789abcdef.tar'), 'of other packages')

  const images: string[] = []
  let listed = ''
  const engine: Exec = async (argv, options) => {
    if (argv[0] !== 'docker') return exec(argv, options)
    const [verb, ...rest] = argv.slice(3)
    if (verb === 'image') return { code: images.includes(rest[1]!) ? 0 : 1, stdout: '', stderr: '' }
    assert.equal(verb, 'import')
    listed = (await exec(['tar', '--list', '--verbose', '--numeric-owner', '--file', rest[0]!])).stdout
    images.push(rest[1]!)
    return { code: 0, stdout: '', stderr: '' }
  }
  const notes: string[] = []
  const tools = {
    exec: engine,
    holdLock,
    debian: debian(exec, apt(exec), cache),
    cache: top,
    home: join(import.meta.dirname, '..'),
    files,
    note: (note: string) => void notes.push(note),
  }
  const make = () => hostImage(tools)
  const before = process.umask(0o077)
  const names = await Promise.all([make(), make()]).finally(() => process.umask(before))
  assert.equal(names[0], names[1])
  assert.deepEqual(images, [names[0]])
  assert.ok(notes.some((note) => note.startsWith('waits for another opads')))
  const key = names[0]!.split(':')[1]!
  const kept = join(top, `lab/host-${key}.tar`)
  const left = (await readdir(join(top, 'lab'))).sort()
  assert.deepEqual(
    left,
    [`host-${key}.tar`, `host-${key}.tar.sha256`, 'host-image.lock'].sort(),
    'one is kept',
  )

  images.length = 0 // another engine
  notes.length = 0
  assert.equal(await make(), names[0])
  assert.deepEqual(notes, ['importing the root file system of hosts'])
  const modeOf = (path: string) =>
    listed
      .split('\n')
      .find((line) => line.endsWith(` ${path}`))
      ?.split(' ')[0]
  for (const path of ['./', './usr/', './etc/', './usr/local/sbin/', './etc/systemd/system/', './var/'])
    assert.equal(modeOf(path), 'drwxr-xr-x', path)
  assert.equal(modeOf('./etc/ssh/sshd_config.d/opads.conf'), '-rw-r--r--')
  assert.equal(modeOf('./usr/local/sbin/opads-prepare'), '-rwxr-xr-x')
  assert.equal(modeOf('./etc/apt/sources.list'), undefined)
  assert.ok(!listed.includes('ssh_host_'))
  assert.match(listed, /multi-user\.target\.wants\/ssh\.service -> /)

  images.length = 0
  await truncate(kept, 4096) // as after a power cut
  await make()
  assert.equal(notes.at(-2), 'making the root file system of hosts from Debian packages')

  await chmod(files, 0o755)
  await writeFile(join(files, 'etc/new'), '')
  assert.notEqual(await hostKey(tools), key, 'other files are another image')
})
