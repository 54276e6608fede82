/**
 * The root file system of a test host, Debian 12 with systemd and what Kubernetes needs, as a tar in the cache, from which a new engine
 * imports it. One tar is kept, and its digest, because a power cut may damage files of a cache.
 */

import { createHash } from 'node:crypto'
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { contained } from '@opads/kernel/argv'
import { type DebianSet, packageLine } from '@opads/kernel/debian-lock'
import type { Debian } from '@opads/world/debian'
import { readLock } from '@opads/world/debian-lock-file'
import { digestOf } from '@opads/world/digests'
import { flush, moveDurably } from '@opads/world/durable'
import type { Exec } from '@opads/world/exec'
import type { HoldLock } from '@opads/world/lock'
import { entriesBelow, pathOf } from '@opads/world/walk'
import { hostLockFile, hostSuite, hostWords } from './contract.ts'

/** `cache`: the product's cache. `home`: the checkout. `files`: what goes into the root file system. */
export type HostTarTools = {
  readonly exec: Exec
  readonly holdLock: HoldLock
  readonly debian: Debian
  readonly cache: string
  readonly home: string
  readonly files: string
  readonly note: (note: string) => void
}

/** mmdebstrap runs these with the new root as first argument. Paths are passed as variables, so any characters are safe. */
const hooks = [
  'cp --recursive --no-dereference --preserve=mode,links "$OPADS_HOST_FILES/." "$1/"',
  'rm -f "$1/etc/apt/sources.list"', // its source, a local folder, is deleted afterwards
  'chroot "$1" systemctl enable opads-prepare.service ssh.service',
  'chroot "$1" systemctl mask systemd-udevd.service systemd-logind.service getty.target apt-daily.timer apt-daily-upgrade.timer',
  'rm -f "$1"/etc/ssh/ssh_host_*; : > "$1/etc/machine-id"',
]

/** 16 hexadecimal digits: a digest of everything that the tar is made from. */
export async function hostKey({ debian, home, files }: HostTarTools): Promise<string> {
  const set = await debian.known(await readLock(home, hostLockFile), hostWords)
  return keyOf(set, files, await filesBelow(files))
}

type HostTar = { readonly key: string; readonly path: string }

/** Passes a verified tar to `use`, made anew if it is missing or damaged; a lock keeps others from making one until `use` ends. */
export async function withHostTar<T>(tools: HostTarTools, use: (tar: HostTar) => Promise<T>): Promise<T> {
  const folder = join(tools.cache, 'lab')
  const release = await tools.holdLock(join(folder, 'host-image.lock'), 'exclusive', (holders) =>
    tools.note(
      `waits for another opads that makes the root file system of hosts, process ${holders.join(' ')}`,
    ),
  )
  const draft = join(folder, 'draft')
  try {
    await rm(draft, { recursive: true, force: true }) // left by a killed process
    const kept = tarIn(folder, await hostKey(tools))
    return await use((await isWhole(kept)) ? kept : await keep(await make(draft, tools), folder))
  } finally {
    await rm(draft, { recursive: true, force: true })
    await release()
  }
}

const tarIn = (folder: string, key: string): HostTar => ({ key, path: join(folder, `host-${key}.tar`) })
const digestFile = (tar: string) => `${tar}.sha256`

async function isWhole({ path }: HostTar): Promise<boolean> {
  const wanted = await readFile(digestFile(path), 'utf8').catch(() => undefined)
  return wanted !== undefined && wanted === (await digestOf(path).catch(() => undefined))
}

/** Replaces tars that were made from other files or packages. */
async function keep({ key, path }: HostTar, folder: string): Promise<HostTar> {
  const kept = tarIn(folder, key)
  for (const name of await readdir(folder))
    if (/^host-[0-9a-f]{16}\.tar/.test(name)) await rm(join(folder, name))
  await writeFile(digestFile(path), await digestOf(path))
  for (const file of [digestFile(path), path]) await flush(file)
  await moveDurably(digestFile(path), digestFile(kept.path))
  await moveDurably(path, kept.path)
  return kept
}

/** Works in the empty folder `draft`. The key is that of the packages which the archive still had. */
async function make(draft: string, tools: HostTarTools): Promise<HostTar> {
  const { exec, debian, home, files, note } = tools
  await mkdir(join(draft, 'tmp'), { recursive: true })
  const set = await debian.fetched(await readLock(home, hostLockFile), hostWords)
  const entries = await filesBelow(files)
  note('making the root file system of hosts from Debian packages')
  const staged = join(draft, 'files')
  for (const entry of entries) await stage(files, staged, entry)
  const source = await debian.repository(set, hostSuite, join(draft, 'packages'))
  const tar = join(draft, 'host.tar')
  const words = set.words.filter((word) => !word.startsWith('?')) // the variant selects these
  const options = ['--mode=root', '--variant=minbase', `--include=${words.join(',')}`] as const
  const hooked = hooks.map((hook) => `--customize-hook=${hook}`)
  await exec(contained(['mmdebstrap', ...options, ...hooked, hostSuite, tar, source]), {
    env: { TMPDIR: join(draft, 'tmp'), OPADS_HOST_FILES: staged }, // a tmpfs may be too small to unpack into
    umask: 0o022,
  })
  return { key: await keyOf(set, files, entries), path: tar }
}

type HostFile = { readonly path: string; readonly mode: number }

/** git keeps only the executable bit; the other bits depend on the umask of the clone. */
async function filesBelow(folder: string): Promise<readonly HostFile[]> {
  const found = (await entriesBelow(folder)).filter((one) => one.isFile())
  const paths = found.map((one) => pathOf(one).slice(folder.length + 1)).sort()
  return Promise.all(
    paths.map(async (path) => ({
      path,
      mode: ((await lstat(join(folder, path))).mode & 0o100) === 0 ? 0o644 : 0o755,
    })),
  )
}

async function keyOf(set: DebianSet, files: string, entries: readonly HostFile[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([set.packages.map(packageLine), set.words, hooks]))
  for (const entry of entries)
    hash.update(JSON.stringify(entry)).update(await readFile(join(files, entry.path)))
  return hash.digest('hex').slice(0, 16)
}

/** With fixed modes, because the modes of folders replace those of the system. */
async function stage(from: string, to: string, { path, mode }: HostFile): Promise<void> {
  const target = join(to, path)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(join(from, path), target)
  await chmod(target, mode)
  for (let folder = dirname(target); folder.length >= to.length; folder = dirname(folder))
    await chmod(folder, 0o755)
}
