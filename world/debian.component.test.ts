/**
 * The real apt with other configurations: lists of every format, a mirror list, a mirror without signatures, a mirror that has dropped a
 * version. This machine is not changed; the archive is the one that it uses itself.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { DebianLock, DebianPackage } from '@opads/kernel/debian-lock'
import { Problem } from '@opads/kernel/problem'
import { apt } from './apt.ts'
import { debian } from './debian.ts'
import { type Exec, exec } from './exec.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-apt-'))
after(() => rm(top, { recursive: true }))
const own = await apt(exec).archives()
const plain = own.main[0]!.uri.replace(/\/$/, '')

/** This machine's apt with other lists: APT_CONFIG names a file that apt reads before its own settings. */
async function machine(name: string, lists: Readonly<Record<string, string>>): Promise<Exec> {
  const folder = join(top, name)
  await mkdir(join(folder, 'lists.d'), { recursive: true })
  for (const [file, text] of Object.entries(lists)) await writeFile(join(folder, 'lists.d', file), text)
  await writeFile(
    join(folder, 'apt.conf'),
    `Dir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "${folder}/lists.d";\nDir::State::lists "${folder}/none";\n`,
  )
  return (argv, options = {}) =>
    exec(argv, { ...options, env: { APT_CONFIG: join(folder, 'apt.conf'), ...options.env } })
}

test('lists of every form are read', async () => {
  const one = await machine('forms', {
    'a.list': 'deb [signed-by=/k.gpg arch=amd64] http://a.corp/debian bookworm main contrib\n',
    'b.sources': 'Types: deb deb-src\nURIs: http://b.corp/debian\nSuites: stable stable-updates\nComponents: main\nSigned-By: /l.gpg\n\nTypes: deb\nURIs: http://b.corp/sec/debian\nSuites: stable-security\nComponents: main\n',
    'c.list': 'deb mirror+file:/etc/mirrors/debian.list bookworm main\ndeb https://docker.corp/linux bookworm stable\n',
  }) // biome-ignore format: lists
  assert.deepEqual(await apt(one).archives(), {
    main: [
      { uri: 'http://a.corp/debian/', options: ['signed-by: /k.gpg'] },
      { uri: 'http://b.corp/debian/', options: ['Signed-By: /l.gpg'] },
      { uri: 'mirror+file:/etc/mirrors/debian.list/', options: [] },
    ],
    security: [{ uri: 'http://b.corp/sec/debian/', options: [] }],
  })
  const none = await machine('none', { 'a.list': 'deb https://docker.corp/linux bookworm stable\n' })
  await assert.rejects(apt(none).archives(), { code: 'debian.no-mirror' })
})

/** A small package, as in the archive's index today. */
async function samples(run: Exec, suite: string): Promise<DebianLock> {
  return debian(run, apt(run), join(top, `index-${suite}`)).resolved(suite, [['netbase'], ['ucf', 'tzdata']])
}
const code = (wanted: string) => (failure: unknown) => failure instanceof Problem && failure.code === wanted

test('by a mirror list, as on cloud images: another suite, its security fixes, packages by digest', {
  timeout: 5 * 60_000,
}, async () => {
  await writeFile(join(top, 'debian.list'), `http://127.0.0.1:9/debian\n${plain}\tpriority:9\n`)
  await writeFile(join(top, 'debian-security.list'), `${own.security[0]!.uri}\n`)
  const run = await machine('mirror', { 'a.list': `deb mirror+file:${top}/debian.list bookworm main\n` })
  const lock = await samples(run, 'trixie')
  assert.match(lock.date, /^20\d\d-\d\d-\d\d$/)
  assert.deepEqual(
    lock.sets[0]?.packages.map(({ name }) => name),
    ['netbase'],
  )
  const names = lock.sets[1]?.packages.map(({ name }) => name)
  assert.ok(names?.includes('tzdata') && !names.includes('netbase'), 'what the first set brings is there')

  const cache = join(top, 'cache')
  const fetched = await debian(run, apt(run), cache).fetched(lock, ['netbase'])
  assert.deepEqual(fetched, lock.sets[0])
  const offline: Exec = (argv, options) =>
    argv[0] === 'dpkg-deb' ? exec(argv, options) : assert.fail(`${argv[0]} was started`)
  const again = debian(offline, apt(offline), cache)
  assert.deepEqual(await again.fetched(lock, ['netbase']), fetched)
  const line = await again.repository(fetched, 'trixie', join(top, 'repository'))
  assert.match(line, /^deb \[trusted=yes\] copy:/)
  assert.match(
    await readFile(join(top, 'repository/Packages'), 'utf8'),
    /^Package: netbase$[\s\S]*^SHA256: /m,
  )

  const [kept] = (await readdir(join(cache, 'debian'))).filter((name) => name.endsWith('.deb'))
  const file = join(cache, 'debian', kept!)
  const bytes = await readFile(file)
  await writeFile(file, Buffer.alloc(bytes.length)) // as after a power cut
  await debian(run, apt(run), cache).fetched(lock, ['netbase'])
  assert.ok(bytes.equals(await readFile(file)))
  assert.ok(!(await readdir(join(cache, 'debian'))).some((name) => name.startsWith('draft-')))
})

test('a version that the archive has dropped: what the signed index has comes instead, is said, and stays', {
  timeout: 5 * 60_000,
}, async () => {
  const today = await samples(exec, 'bookworm')
  const [netbase] = today.sets[0]!.packages as [DebianPackage]
  const gone = {
    ...netbase,
    version: '0.1',
    sha256: 'e'.repeat(64),
    path: netbase.path.replace(netbase.version, '0.1'),
  }
  const lock = { ...today, date: '2020-01-01', sets: [{ words: ['netbase'], packages: [gone] }] }
  const notes: string[] = []
  const packages = debian(exec, apt(exec), join(top, 'dropped'), (note) => notes.push(note))
  const instead = await packages.fetched(lock, ['netbase'])
  assert.deepEqual(instead.packages, [netbase])
  assert.ok(
    notes.some((note) => /no longer has netbase 0\.1/.test(note)),
    notes.join('\n'),
  )
  assert.deepEqual(await packages.known(lock, ['netbase']), instead)
  assert.deepEqual((await packages.known(today, ['netbase'])).packages, [netbase])
})

test('a mirror that does not answer replaces nothing, and is named', { timeout: 2 * 60_000 }, async () => {
  const [netbase] = (await samples(exec, 'bookworm')).sets[0]!.packages as [DebianPackage]
  const lock = { suite: 'bookworm', date: '2020-01-01', sets: [{ words: ['netbase'], packages: [netbase] }] }
  const gone = { ...netbase, name: 'gone', sha256: 'e'.repeat(64), path: 'pool/main/g/gone/gone_1_all.deb' }
  const both = { ...lock, sets: [{ words: ['netbase'], packages: [gone, netbase] }] }
  // The archive's own index is reachable: it could replace the set.
  const run = await machine('away', {
    'a.list': `deb http://127.0.0.1:9/debian bookworm main\ndeb ${plain} bookworm main\n`,
  })
  const notes: string[] = []
  const packages = debian(run, apt(run), join(top, 'away-cache'), (note) => notes.push(note))
  // The second mirror has it.
  assert.deepEqual((await packages.fetched(lock, ['netbase'])).packages, [netbase])
  await assert.rejects(packages.fetched(both, ['netbase']), (failure) => {
    assert.ok(failure instanceof Problem && failure.code === 'debian.unreachable')
    assert.match(String(failure.facts.why), /^gone .*: .*127\.0\.0\.1/)
    return true
  })
  assert.ok(!notes.some((note) => note.includes('no longer has')))
})

test('a mirror without signatures, which its operator trusts: by the digest of the lock, and no other way', {
  timeout: 2 * 60_000,
}, async () => {
  const folder = join(top, 'unsigned/debian')
  const path = 'pool/main/o/one/one_1_all.deb'
  await mkdir(join(folder, 'pool/main/o/one'), { recursive: true })
  await mkdir(join(folder, 'dists/bookworm/main/binary-amd64'), { recursive: true })
  await mkdir(join(top, 'one/DEBIAN'), { recursive: true })
  await writeFile(
    join(top, 'one/DEBIAN/control'),
    'Package: one\nVersion: 1\nArchitecture: all\nMaintainer: a <a@b.c>\nDescription: one\n',
  )
  await exec(['dpkg-deb', '--build', join(top, 'one'), join(folder, path)])
  const bytes = await readFile(join(folder, path))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const one = { name: 'one', version: '1', architecture: 'all', sha256, size: bytes.length, path }
  await writeFile(join(folder, 'dists/bookworm/main/binary-amd64/Packages'), `Package: one\nVersion: 1\nArchitecture: all\nFilename: ${path}\nSize: ${one.size}\nSHA256: ${sha256}\n`) // biome-ignore format: one line
  await writeFile(join(folder, 'dists/bookworm/Release'), 'Suite: bookworm\nCodename: bookworm\n')
  const run = await machine('unsigned-machine', {
    'a.list': `deb [trusted=yes] file:${folder} bookworm main\n`,
  })
  const lockOf = (sample: DebianPackage) => ({
    suite: 'bookworm',
    date: '2026-01-01',
    sets: [{ words: ['one'], packages: [sample] }],
  })
  const packages = debian(run, apt(run), join(top, 'unsigned-cache'))
  assert.deepEqual((await packages.fetched(lockOf(one), ['one'])).packages, [one])
  const other = { ...one, sha256: 'd'.repeat(64) }
  await assert.rejects(packages.fetched(lockOf(other), ['one']), code('debian.unreachable'))
  await assert.rejects(packages.resolved('bookworm', [['one']]), code('debian.unreachable'))
  assert.deepEqual(
    (await readdir(join(top, 'unsigned-cache/debian'))).filter((name) => name.startsWith('d')),
    [],
  )
})
