/**
 * Debian's gcc by a lock file, unpacked into `<cache>/compiler/<key>`: the same output on every machine. Nothing is installed and root is
 * not needed: its programs run by its own dynamic linker, and see only its own headers and libraries.
 */
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type DebianLock, type DebianSet, packageLine } from '@opads/kernel/debian-lock'
import type { Debian } from './debian.ts'
import { flush, flushTree, moveDurably } from './durable.ts'
import type { HoldLock } from './lock.ts'
import { entriesBelow, pathOf } from './walk.ts'

/** `programs`: absolute path of the folder with `gcc` and `pkg-config`. */
type UnpackedCompiler = { readonly key: string; readonly programs: string }
export type Compiler = {
  /** 32 hexadecimal digits: a digest of everything that affects the compiler's output. */
  readonly key: () => Promise<string>
  /** Unpacks it where it is missing or damaged; that changes the key where the archive has dropped a package. Locked until `work` ends. */
  readonly use: <T>(work: (compiler: UnpackedCompiler) => Promise<T>) => Promise<T>
}

/** `lock`, `words`: name the set, which must have gcc, libc6-dev and pkgconf-bin. `cache`: the product's cache folder. */
type CompilerTools = {
  readonly debian: Debian
  readonly holdLock: HoldLock
  readonly cache: string
  readonly lock: () => Promise<DebianLock>
  readonly words: readonly string[]
  readonly note?: (note: string) => void
}

export function compiler({ debian, holdLock, cache, lock, words, note = () => {} }: CompilerTools): Compiler {
  const folder = join(cache, 'compiler')
  const key = async () => keyOf(await debian.known(await lock(), words))
  const held = (kind: 'shared' | 'exclusive') =>
    holdLock(join(folder, 'lock'), kind, (holders) =>
      note(`waits for another opads that compiles or unpacks the compiler, process ${holders.join(' ')}`),
    )
  const use: Compiler['use'] = async (work) => {
    const release = await held('shared')
    try {
      const now = await key()
      const place = join(folder, now)
      if (await isWhole(place)) return await work({ key: now, programs: join(place, 'programs') })
    } finally {
      await release()
    }
    await make()
    return use(work)
  }
  /** Unpacks the compiler and deletes those with other keys. */
  async function make(): Promise<void> {
    const release = await held('exclusive')
    const draft = join(folder, 'draft')
    try {
      if (await isWhole(join(folder, await key()))) return // another process made it meanwhile
      await rm(draft, { recursive: true, force: true }) // of a process that was killed
      const set = await debian.fetched(await lock(), words)
      note(`unpacking the compiler, ${set.packages.length} packages of Debian`)
      await mkdir(draft)
      await debian.unpacked(set, join(draft, 'root'))
      await finish(draft)
      for (const name of await readdir(folder))
        if (name !== 'lock' && name !== 'draft') await rm(join(folder, name), { recursive: true })
      await moveDurably(draft, join(folder, keyOf(set)))
    } finally {
      await rm(draft, { recursive: true, force: true })
      await release()
    }
  }
  return { key, use }
}

const keyOf = (set: DebianSet) =>
  createHash('sha256')
    .update(JSON.stringify([set.packages.map(packageLine), scripts('VERSION')]))
    .digest('hex')
    .slice(0, 32)

/** Adds the links that Debian's base has, the scripts, and the digest: last, when everything else is on the disk. */
async function finish(draft: string): Promise<void> {
  const root = join(draft, 'root')
  for (const name of ['lib', 'lib64']) await symlink(`usr/${name}`, join(root, name))
  const [version] = await readdir(join(root, 'usr/libexec/gcc/x86_64-linux-gnu'))
  await mkdir(join(draft, 'programs'))
  for (const [name, text] of Object.entries(scripts(version!)))
    await writeFile(join(draft, 'programs', name), text, { mode: 0o755 })
  const digest = await digestOf(draft)
  await flushTree(draft)
  await writeFile(join(draft, 'digest'), digest)
  await flush(join(draft, 'digest'))
}

async function isWhole(place: string): Promise<boolean> {
  const wanted = await readFile(join(place, 'digest'), 'utf8').catch(() => undefined)
  return wanted !== undefined && wanted === (await digestOf(place).catch(() => undefined))
}

/** Digest of every file and link in the two folders. */
async function digestOf(place: string): Promise<string> {
  const hash = createHash('sha256')
  for (const half of ['programs', 'root']) {
    const below = await entriesBelow(join(place, half))
    const entries = below.map((one) => ({ one, path: pathOf(one).slice(place.length) }))
    for (const { one, path } of entries.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      if (one.isDirectory()) continue
      hash.update(`\0${path}\0`)
      hash.update(
        one.isSymbolicLink() ? await readlink(join(place, path)) : await readFile(join(place, path)),
      )
    }
  }
  return hash.digest('hex')
}

/**
 * Name → script. `-B` makes gcc start the programs beside it; header folders are listed, because gcc would also search the machine's
 * `/usr/lib/gcc`. Variables that configure compilers are unset. @param version of gcc, as in its paths
 */
function scripts(version: string): Readonly<Record<string, string>> {
  const own = `x86_64-linux-gnu/${version}`
  const headers = [`usr/lib/gcc/${own}/include`, 'usr/include/x86_64-linux-gnu', 'usr/include']
  const searched = headers.map((path) => `-isystem "$root/${path}"`).join(' ')
  const script = (program: string, words = '', before = '') => `#!/bin/sh
here=\${0%/*}
root=\${here%/*}/root
unset LD_PRELOAD ${before}
exec "$root/lib64/ld-linux-x86-64.so.2" --library-path "$root/usr/lib/x86_64-linux-gnu" "$root/${program}" ${words} "$@"
`
  return {
    gcc: script(
      'usr/bin/gcc',
      `-B "$here/" --sysroot="$root" -nostdinc ${searched} -ffile-prefix-map="$root"=`,
      'CPATH C_INCLUDE_PATH LIBRARY_PATH COMPILER_PATH GCC_EXEC_PREFIX SOURCE_DATE_EPOCH',
    ),
    cc1: script(`usr/libexec/gcc/${own}/cc1`),
    collect2: script(`usr/libexec/gcc/${own}/collect2`),
    as: script('usr/bin/as'),
    ld: script('usr/bin/ld'),
    'pkg-config': script(
      'usr/bin/pkgconf',
      '',
      'PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR\nexport PKG_CONFIG_LIBDIR="$root/usr/lib/x86_64-linux-gnu/pkgconfig"',
    ),
  }
}
