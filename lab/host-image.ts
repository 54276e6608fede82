/** The root file system of a test host: Debian 12 with systemd and what Kubernetes needs, imported into the engine under its key. */
import { createHash } from 'node:crypto'
import { chmod, copyFile, lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DebianSet, packageLine, parseLock } from '@opads/kernel/debian-lock'
import type { Debian } from '@opads/world/debian'
import type { Exec } from '@opads/world/exec'
import type { HoldLock } from '@opads/world/lock'
import { hostLockFile, hostSuite, hostWords } from './contract.ts'
import { docker } from './docker.ts'

/** `cache`: the product's cache. `home`: the checkout. `files`: what goes into the root file system. */
export type HostImageTools = {
  readonly exec: Exec
  readonly holdLock: HoldLock
  readonly debian: Debian
  readonly cache: string
  readonly home: string
  readonly files: string
  readonly note: (note: string) => void
}

/** Run by mmdebstrap with the new root as its first argument; paths of this machine come by the environment, whatever is in them. */
const hooks = [
  'cp --recursive --no-dereference --preserve=mode,links "$OPADS_HOST_FILES/." "$1/"',
  'rm -f "$1/etc/apt/sources.list"', // the source that it was made from is gone afterwards
  'chroot "$1" systemctl enable opads-prepare.service ssh.service',
  'chroot "$1" systemctl mask systemd-udevd.service systemd-logind.service getty.target apt-daily.timer apt-daily-upgrade.timer',
  'rm -f "$1"/etc/ssh/ssh_host_*; : > "$1/etc/machine-id"',
]

/** Answers the image's name. The tar is kept only until the engine has it. */
export async function hostImage(tools: HostImageTools): Promise<string> {
  const { exec, debian, cache, home, files, holdLock, note } = tools
  const lock = parseLock(await readFile(join(home, hostLockFile), 'utf8'), hostLockFile)
  const entries = await filesBelow(files)
  const name = await imageName(await debian.known(lock, hostWords), files, entries)
  if (await isImported(name, exec)) return name

  const folder = join(cache, 'lab')
  const release = await holdLock(join(folder, 'host-image.lock'), 'exclusive', (holders) =>
    note(`waits for another opads that makes the root file system of hosts, process ${holders.join(' ')}`),
  )
  const draft = join(folder, 'draft')
  try {
    await rm(draft, { recursive: true, force: true }) // of a process that was killed
    await mkdir(join(draft, 'tmp'), { recursive: true })
    const set = await debian.fetched(lock, hostWords)
    const image = await imageName(set, files, entries)
    if (await isImported(image, exec)) return image
    note('making the root file system of hosts from Debian packages')
    const staged = join(draft, 'files')
    for (const entry of entries) await stage(files, staged, entry)
    const source = await debian.repository(set, hostSuite, join(draft, 'packages'))
    const tar = join(draft, 'host.tar')
    const words = set.words.filter((word) => !word.startsWith('?')) // the variant takes these
    const options = ['--mode=root', '--variant=minbase', `--include=${words.join(',')}`] as const
    const hooked = hooks.map((hook) => `--customize-hook=${hook}`)
    await exec(['mmdebstrap', ...options, ...hooked, hostSuite, tar, source], {
      env: { TMPDIR: join(draft, 'tmp'), OPADS_HOST_FILES: staged }, // a tmpfs may be smaller than what is unpacked
      umask: 0o022,
    })
    note('importing it')
    await exec(docker('import', tar, image))
    return image
  } finally {
    await rm(draft, { recursive: true, force: true })
    await release()
  }
}

const isImported = async (image: string, exec: Exec) =>
  (await exec(docker('image', 'inspect', image), { codes: [0, 1] })).code === 0

type HostFile = { readonly path: string; readonly mode: number }

/** git keeps one bit of a mode; the others are of the umask under which a person cloned. */
async function filesBelow(folder: string): Promise<readonly HostFile[]> {
  const found = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  )
  const paths = found.map((one) => join(one.parentPath, one.name).slice(folder.length + 1)).sort()
  return Promise.all(
    paths.map(async (path) => ({
      path,
      mode: ((await lstat(join(folder, path))).mode & 0o100) === 0 ? 0o644 : 0o755,
    })),
  )
}

async function imageName(set: DebianSet, files: string, entries: readonly HostFile[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([set.packages.map(packageLine), set.words, hooks]))
  for (const entry of entries)
    hash.update(JSON.stringify(entry)).update(await readFile(join(files, entry.path)))
  return `opads-host:${hash.digest('hex').slice(0, 16)}`
}

/** With fixed modes all the way: those of folders are laid over the system's own. */
async function stage(from: string, to: string, { path, mode }: HostFile): Promise<void> {
  const target = join(to, path)
  await mkdir(dirname(target), { recursive: true })
  await copyFile(join(from, path), target)
  await chmod(target, mode)
  for (let folder = dirname(target); folder.length >= to.length; folder = dirname(folder))
    await chmod(folder, 0o755)
}
