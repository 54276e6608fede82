/**
 * Debian packages by a lock file: in the cache by digest (`<cache>/debian/<sha256>.deb`), and as a folder from which apt installs without
 * a network. They are verified against the lock file; where the archive has dropped a version, against today's signed index.
 */
import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, mkdtemp, open, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type DebianLock,
  type DebianPackage,
  type DebianSet,
  packageLine,
  parseLock,
  printLock,
  setOf,
} from '@opads/kernel/debian-lock'
import { Problem } from '@opads/kernel/problem'
import type { Apt, Missing } from './apt.ts'
import { resolveSets } from './debian-resolve.ts'
import { flush, moveDurably } from './durable.ts'
import type { Exec } from './exec.ts'

export type Debian = {
  /** The set of the lock, or its replacement on this machine. @throws Problem `debian.not-locked` */
  readonly known: (lock: DebianLock, words: readonly string[]) => Promise<DebianSet>
  /**
   * The same, with every package in the cache. Where every mirror answers that it no longer has some package, the whole set is replaced by
   * the versions in today's signed index, on this machine until the lock changes. A mirror that does not answer replaces nothing.
   *
   * @param status dpkg's status file of the tree into which the set will be installed
   * @throws Problem `debian.unreachable`, `debian.not-locked`
   */
  readonly fetched: (lock: DebianLock, words: readonly string[], status?: string) => Promise<DebianSet>
  /** Makes an apt source of only these packages in the empty folder. Returns its line for apt. */
  readonly repository: (set: DebianSet, suite: string, folder: string) => Promise<string>
  /** Unpacks the files of fetched packages into the folder; their scripts are not run. */
  readonly unpacked: (set: DebianSet, folder: string) => Promise<void>
  /** What a lock file of these sets would contain today. */
  readonly resolved: (suite: string, sets: readonly (readonly string[])[]) => Promise<DebianLock>
}

/** @param cache the product's cache folder */
export function debian(exec: Exec, apt: Apt, cache: string, note: (note: string) => void = () => {}): Debian {
  const top = join(cache, 'debian')
  const place = ({ sha256 }: DebianPackage) => join(top, `${sha256}.deb`)

  const known: Debian['known'] = async (lock, words) => {
    const set = setOf(lock, words)
    const text = await readFile(insteadPlace(top, lock, set), 'utf8').catch(() => undefined)
    return text === undefined ? set : setOf(parseLock(text, 'the cache'), words)
  }
  return {
    known,
    fetched: async (lock, words, status) => {
      const set = await known(lock, words)
      return inDraft(top, async (draft) => {
        const missing = await missingOf(set.packages, place)
        if (missing.length > 0) note(`fetching ${missing.length} packages of Debian, ${sizeOf(missing)}`)
        const left = await fetch(missing)
        if (left.length === 0) return set
        if (!left.every(({ isGone }) => isGone)) throw unreachable(left)
        const now = await resolveSets(apt, lock.suite, [words], join(draft, 'root'), status)
        const instead = now.sets[0]!
        // A mirror in the middle of an update, or one that refuses for a while: the index still names it.
        const inIndex = new Set(instead.packages.map(({ sha256 }) => sha256))
        const still = left.filter((one) => inIndex.has(one.package.sha256))
        if (still.length > 0) throw unreachable(still)
        note(
          `the archive no longer has ${named(left)} of the lock file (${left[0]!.why}): taking what its signed index has today`,
        )
        const last = await fetch(await missingOf(instead.packages, place))
        if (last.length > 0) throw unreachable(last)
        await writeFile(join(draft, 'set'), printLock(now))
        await flush(join(draft, 'set'))
        await moveDurably(join(draft, 'set'), insteadPlace(top, lock, setOf(lock, words)))
        return instead

        /** Returns the packages that could not be fetched. */
        async function fetch(packages: readonly DebianPackage[]): Promise<readonly Missing[]> {
          const missing = packages.length === 0 ? [] : await apt.download(packages, draft)
          const gone = new Set(missing.map((one) => one.package))
          const left = [...missing]
          for (const one of packages) {
            if (gone.has(one)) continue
            const isRight = await isWhole(join(draft, `${one.sha256}.deb`), one)
            if (isRight) await moveDurably(join(draft, `${one.sha256}.deb`), place(one))
            else left.push({ package: one, isGone: false, why: 'it has other bytes than the lock file says' })
          }
          return left
        }
      })

      function unreachable(left: readonly Missing[]): Problem {
        const worst = left.filter(({ isGone }) => !isGone)
        const shown = worst.length > 0 ? worst : left
        return new Problem('debian.unreachable', {
          suite: lock.suite,
          why: `${named(shown)}: ${shown[0]!.why}`,
        })
      }
    },
    repository: async ({ packages }, suite, folder) => {
      await mkdir(folder, { recursive: true })
      const paragraphs: string[] = []
      for (const one of packages) {
        const name = `${one.sha256}.deb`
        await link(place(one), join(folder, name)).catch(() => copyFile(place(one), join(folder, name)))
        const control = (await exec(['dpkg-deb', '--field', join(folder, name)])).stdout.trim()
        paragraphs.push(`${control}\nFilename: ./${name}\nSize: ${one.size}\nSHA256: ${one.sha256}\n`)
      }
      const index = paragraphs.join('\n')
      await writeFile(join(folder, 'Packages'), index)
      await writeFile(join(folder, 'Release'), releaseText(suite, index))
      return `deb [trusted=yes] copy:${encodeURI(folder)} ./` // trusted: apt verifies each package by the digest from the lock
    },
    unpacked: async ({ packages }, folder) => {
      for (const one of packages) await exec(['dpkg-deb', '--extract', place(one), folder])
    },
    resolved: (suite, sets) => inDraft(top, (draft) => resolveSets(apt, suite, sets, join(draft, 'root'))),
  }
}

/** Path of the file with the replacement of this set; another lock gives another path. */
const insteadPlace = (top: string, lock: DebianLock, set: DebianSet) =>
  join(
    top,
    `${lock.suite}-${createHash('sha256')
      .update(
        [...set.words, ...lock.sets[0]!.packages.map(packageLine), ...set.packages.map(packageLine)].join(
          '\n',
        ),
      )
      .digest('hex')
      .slice(0, 32)}.set`,
  )

/** Packages that are missing; those in the cache are marked as used now. */
async function missingOf(packages: readonly DebianPackage[], place: (one: DebianPackage) => string) {
  const now = new Date()
  const missing: DebianPackage[] = []
  for (const one of packages) {
    if (await isWhole(place(one), one)) await utimes(place(one), now, now)
    else missing.push(one)
  }
  return missing
}

/** Also flushes the file to the disk, so that a power cut cannot leave part of it under its final name. */
async function isWhole(file: string, { sha256, size }: DebianPackage): Promise<boolean> {
  const handle = await open(file).catch(() => undefined)
  if (!handle) return false
  try {
    if ((await handle.stat()).size !== size) return false
    await handle.sync()
    const hash = createHash('sha256')
    for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk as Buffer)
    return hash.digest('hex') === sha256
  } finally {
    await handle.close()
  }
}

/** Runs `work` with a temporary folder of this process, on the same disk as the cache. */
async function inDraft<T>(top: string, work: (draft: string) => Promise<T>): Promise<T> {
  await mkdir(top, { recursive: true })
  const draft = await mkdtemp(join(top, 'draft-'))
  try {
    return await work(draft)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

const named = (missing: readonly Missing[]) =>
  missing
    .slice(0, 3)
    .map(({ package: { name, version } }) => `${name} ${version}`)
    .join(', ') + (missing.length > 3 ? ` and ${missing.length - 3} more` : '')

const sizeOf = (packages: readonly DebianPackage[]) =>
  `${(packages.reduce((sum, { size }) => sum + size, 0) / 2 ** 20).toFixed(0)} MiB`

/** The Release file: mmdebstrap needs it to know which suite the source has. Pure. */
function releaseText(suite: string, index: string): string {
  const digest = createHash('sha256').update(index).digest('hex')
  return `Origin: Debian
Suite: ${suite}
Codename: ${suite}
Architectures: amd64
SHA256:
 ${digest} ${Buffer.byteLength(index)} Packages
`
}
