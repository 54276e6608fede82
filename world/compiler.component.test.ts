/**
 * The compiler of the lock file in two caches, one with a space in its name, without a compiler on the machine and with variables for
 * another one: the same output. Packages come from this machine's cache; apt fetches those that are missing.
 */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { parseLock } from '@opads/kernel/debian-lock'
import { apt } from './apt.ts'
import { type Compiler, compiler } from './compiler.ts'
import { debian } from './debian.ts'
import { digestOf } from './digests.ts'
import { exec } from './exec.ts'
import { holdLock } from './lock.ts'
import { testCache } from './test-cache.ts'

const top = await mkdtemp(join(tmpdir(), 'opads-compiler-'))
after(() => rm(top, { recursive: true }))
const file = join(import.meta.dirname, '../artifacts/debian/trixie.lock')
const lock = parseLock(await readFile(file, 'utf8'), file)
const { words, packages } = lock.sets[0]!
const notes: string[] = []
const [plain, spaced] = [join(top, 'plain'), join(top, "a longer 'name', with spaces")]

const compilerIn = (cache: string, of = lock) =>
  compiler({
    debian: debian(exec, apt(exec), cache),
    holdLock,
    cache,
    lock: async () => of,
    words,
    note: (note) => notes.push(note),
  })

/** A folder for PATH with this machine's programs except compilers: gcc would search it for programs that the set lacks. */
async function withoutCompiler(): Promise<string> {
  const bin = join(top, 'bin')
  await mkdir(bin)
  for (const name of await readdir('/usr/bin'))
    if (!/gcc|g\+\+|^(cc|c\d\d|cpp|as|ld|pkg-?conf.*)$|^x86_64-linux-gnu-/.test(name))
      await symlink(join('/usr/bin', name), join(bin, name))
  return bin
}

const source = `#include <assert.h>
#include <seccomp.h>
#include <stdio.h>
int main(int n, char **words) { (void)words; assert(n < 9); return printf("%s %d\\n", __FILE__ " " __VERSION__, seccomp_version() != 0) < 0; }
`
let environment: Readonly<Record<string, string>>
before(async () => {
  await mkdir(join(top, 'include'))
  await writeFile(join(top, 'include/stdio.h'), '#error of the machine\n')
  await writeFile(join(top, 'main.c'), source)
  for (const cache of [plain, spaced]) await testCache(cache, ['debian'])
  const [PATH, include] = [await withoutCompiler(), join(top, 'include')]
  environment = { PATH, CPATH: include, LIBRARY_PATH: include, COMPILER_PATH: top, PKG_CONFIG_PATH: include }
  await assert.rejects(exec(['gcc', '--version'], { env: environment }), { code: 'command.missing' })
})

/** Returns the digest of a static program that links a library found by pkg-config. */
const compiled = (by: Compiler, out: string) =>
  by.use(async ({ programs }) => {
    const run = (name: string, ...args: string[]) =>
      exec([join(programs, name), ...args], { env: environment, cwd: top })
    const libraries = (await run('pkg-config', '--static', '--libs', 'libseccomp')).stdout.trim().split(' ')
    await run('gcc', '-O2', '-g', '-Wall', '-Werror', '-static', '-o', out, 'main.c', ...libraries)
    await run('gcc', '-o', `${out}-shared`, 'main.c', ...libraries) // cgo links like this to learn names
    return digestOf(join(top, out))
  })

test('two caches, one program', { timeout: 10 * 60_000 }, async () => {
  const one = await compiled(compilerIn(plain), 'one')
  assert.equal(await compiled(compilerIn(spaced), 'other'), one)
  assert.match((await exec([join(top, 'one')])).stdout, /^main\.c 14\.\d+\.\d+ 1\n$/)
  assert.equal(await compilerIn(plain).key(), await compilerIn(spaced).key())
})

test('it is unpacked once; half of it, or a changed file, is made anew', {
  timeout: 10 * 60_000,
}, async () => {
  const own = compilerIn(plain)
  const unpacked = () => notes.filter((note) => note.startsWith('unpacking')).length
  const first = unpacked()
  const wanted = await compiled(own, 'again')
  assert.equal(unpacked(), first)
  const place = join(plain, 'compiler', await own.key())
  const damages: readonly (() => Promise<void>)[] = [
    () => rm(join(place, 'digest')), // killed before it was complete
    () => truncate(join(place, 'root/usr/include/stdio.h'), 0),
    () => rm(join(place, 'root/lib64')),
  ]
  for (const [done, damage] of damages.entries()) {
    await damage()
    await mkdir(join(plain, 'compiler/draft/root'), { recursive: true }) // of a process that was killed
    assert.equal(await compiled(own, 'again'), wanted)
    assert.equal(unpacked(), first + done + 1)
  }
})

test('another set has another key, and replaces the earlier set', {
  timeout: 10 * 60_000,
}, async () => {
  const fewer = packages.filter(({ name }) => name !== 'rpcsvc-proto')
  const newer = compilerIn(plain, { ...lock, sets: [{ words, packages: fewer }] })
  const before = await compilerIn(plain).key()
  assert.notEqual(await newer.key(), before)
  await newer.use(async ({ programs }) =>
    assert.equal(programs, join(plain, 'compiler', await newer.key(), 'programs')),
  )
  assert.deepEqual((await readdir(join(plain, 'compiler'))).sort(), [await newer.key(), 'lock'].sort())
})
