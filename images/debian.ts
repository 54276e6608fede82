/**
 * Layers of Debian packages, by mmdebstrap: a base tree, and what packages add to it, caught by an overlay. Needs root. The packages are
 * those of the lock file, taken from the cache without a network.
 */

import { createHash } from 'node:crypto'
import { access, appendFile, mkdir, readdir, readFile, rm, utimes } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { contained } from '@opads/kernel/argv'
import { type DebianLock, type DebianSet, packageLine } from '@opads/kernel/debian-lock'
import type { Debian } from '@opads/world/debian'
import type { Exec } from '@opads/world/exec'
import { attributesOf } from './attributes.ts'
import type { DebianLayer } from './definition.ts'
import type { Entry } from './entry.ts'
import { entriesOfFolder } from './folder.ts'
import { type LayerTools, type StoredLayer, storedLayer } from './layer-store.ts'
import { Replaced, untilSettled } from './replaced.ts'
import { lockInStore, placeWhole } from './store.ts'

export type DebianTools = LayerTools & {
  readonly exec: Exec
  readonly debian: Debian
  readonly debianLock: () => Promise<DebianLock>
}

/** What every such image has: a C++ library and libatomic for Node, certificates for everybody. */
export const baseWords: readonly string[] = ['?essential', 'ca-certificates', 'libatomic1', 'libstdc++6']

/** Who our processes and applications run as; some programs ask for the name of their user. */
const user = 'opads:x:10001:10001::/tmp:/usr/sbin/nologin\n'
const group = 'opads:x:10001:\n'

/** Folders and files that are of no use in an image, or differ from run to run. */
const unwanted =
  /^(dev|proc|sys|run|tmp|boot|media|mnt|srv|opt)\/|^var\/(cache|log|tmp)\/.|^var\/lib\/apt\/|^var\/lib\/dpkg\/(lock|.*-old$|triggers\/Lock)|^usr\/share\/(man|locale|lintian|info)\/|^usr\/share\/doc\/.*(?<!copyright)$|^etc\/(hostname|resolv\.conf|machine-id)$|^etc\/apt\/(sources\.list|apt\.conf\.d\/\d+mmdebstrap)$/

/** All that decides the bytes beside the packages. mmdebstrap, apt and dpkg of the machine only unpack: what is written, packages write. */
const making = {
  base: ['--variant=essential'],
  layer: ['--variant=custom', '--skip=check/empty'],
  epoch: '1767225600', // dates that packages write into files
  umask: 0o022,
}

const overlayMain = join(import.meta.dirname, 'overlay-main.ts')

/** The layer that all such images share (`[]`), or what its packages add to it. */
export async function debianLayer(source: DebianLayer, tools: DebianTools): Promise<StoredLayer> {
  const base = await baseTree(tools)
  if (source.debian.length === 0)
    return storedLayer(tools, { debian: base.name, unwanted: unwanted.source, apt: 'none' }, () =>
      wantedEntries(base.folder, [], tools.exec),
    )
  return untilSettled(async () => {
    const set = await tools.debian.known(await tools.debianLock(), source.debian)
    const inputs = { debian: base.name, ...layerInputs(source, set) }
    return storedLayer(tools, inputs, (draft) => packageEntries(source, set, base, draft, tools))
  })
}

const layerInputs = ({ without = [] }: DebianLayer, set: DebianSet) => ({
  packages: set.packages.map(packageLine),
  words: set.words,
  without,
  unwanted: unwanted.source,
  making,
})

/** @param draft an empty folder for the overlay's halves */
async function packageEntries(
  { debian: words, without = [] }: DebianLayer,
  set: DebianSet,
  base: BaseTree,
  draft: string,
  tools: DebianTools,
): Promise<readonly Entry[]> {
  const { exec, debian, debianLock } = tools
  const lock = await debianLock()
  const status = await readFile(join(base.folder, 'var/lib/dpkg/status'), 'utf8')
  const fetched = await debian.fetched(lock, words, status)
  if (printed(fetched) !== printed(set)) throw new Replaced()
  for (const name of ['upper', 'work', 'merged']) await mkdir(join(draft, name))
  // From the draft on: a comma or a colon on the way to it would be read as an option's end.
  const options = `lowerdir=${relative(draft, base.folder)},upperdir=upper,workdir=work`
  const overlay = [process.execPath, overlayMain, options, 'merged'] as const
  const inOverlay: Exec = (argv, more) => exec(contained([...overlay, ...argv]), { ...more, cwd: draft })
  const folder = join(draft, 'merged')
  await bootstrap(making.layer, fetched, lock.suite, join(draft, 'packages'), folder, debian, inOverlay)
  return wantedEntries(join(draft, 'upper'), without, exec)
}

const printed = (set: DebianSet) => set.packages.map(packageLine).join('\n')

/** The tree in the store's `debian/` that packages are laid over; its name holds all that it is made from. */
type BaseTree = { readonly name: string; readonly folder: string }

const nameOf = (suite: string, set: DebianSet) =>
  `${suite}-${createHash('sha256')
    .update(JSON.stringify([printed(set), set.words, making, user, group]))
    .digest('hex')
    .slice(0, 16)}`

/** Of the tree that this checkout's images stand on. */
export async function baseTreeName({ debian, debianLock }: DebianTools): Promise<string> {
  const lock = await debianLock()
  return nameOf(lock.suite, await debian.known(lock, baseWords))
}

/** Made before any layer has its key: only then it is certain which packages there are. */
async function baseTree(tools: DebianTools): Promise<BaseTree> {
  const { root, debian, debianLock } = tools
  const lock = await debianLock()
  const name = await baseTreeName(tools)
  const tree = { name, folder: join(root, 'debian', name) }
  const release = await lockInStore(tools, `debian/${name}.lock`, 'exclusive')
  try {
    await utimes(`${tree.folder}.lock`, new Date(), new Date()) // when it was used last, for prune
    if (await isThere(tree.folder)) return tree
    const set = await debian.fetched(lock, baseWords)
    if (nameOf(lock.suite, set) === name) {
      await placeWhole(tree.folder, (draft) => makeTree(set, lock.suite, draft, tools))
      return tree
    }
  } finally {
    await release()
  }
  return baseTree(tools)
}

async function makeTree(set: DebianSet, suite: string, draft: string, tools: DebianTools): Promise<void> {
  const packages = join(tools.root, 'debian', `packages.draft-${process.pid}`)
  try {
    const alone: Exec = (argv, more) => tools.exec(contained(argv), more)
    await bootstrap(making.base, set, suite, packages, draft, tools.debian, alone)
  } finally {
    await rm(packages, { recursive: true, force: true })
  }
  await rm(join(draft, 'etc/apt/sources.list')) // apt would ask it again while packages are laid over the tree
  for (const device of await readdir(join(draft, 'dev')))
    await rm(join(draft, 'dev', device), { recursive: true })
  await appendFile(join(draft, 'etc/passwd'), user)
  await appendFile(join(draft, 'etc/group'), group)
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** @param packages a new folder for what is installed from. @param run contained: mmdebstrap mounts, and may be killed */
async function bootstrap(
  variant: readonly string[],
  set: DebianSet,
  suite: string,
  packages: string,
  folder: string,
  debian: Debian,
  run: Exec,
): Promise<void> {
  const source = await debian.repository(set, suite, packages)
  const names = set.words.filter((word) => !word.startsWith('?')) // the variant takes what is essential
  const options = ['--quiet', '--mode=root', ...variant, `--include=${names.join(',')}`] as const
  await run(['mmdebstrap', ...options, suite, folder, source], {
    env: { SOURCE_DATE_EPOCH: making.epoch, TMPDIR: packages }, // a tmpfs may be smaller than what is unpacked
    umask: making.umask,
  })
}

async function wantedEntries(
  folder: string,
  without: readonly string[],
  exec: Exec,
): Promise<readonly Entry[]> {
  const isWanted = (path: string) =>
    !unwanted.test(path) && !without.some((one) => path === one || path.startsWith(`${one}/`))
  return entriesOfFolder(folder, { isWanted, attributes: await attributesOf(folder, exec) })
}
