/**
 * Layers of Debian packages, by mmdebstrap: a base tree, and the files that further packages add to it, taken from the upper folder of an
 * overlay mount. Needs root. The packages are those of the lock file, from the cache, without a network.
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
import { NotMade } from './not-made.ts'
import { Replaced, untilNotReplaced } from './replaced.ts'
import { lockInStore, placeWhole } from './store.ts'

export type DebianTools = LayerTools & {
  readonly exec: Exec
  readonly debian: Debian
  readonly debianLock: () => Promise<DebianLock>
}

/** Packages of the base: a C++ library and libatomic for Node, CA certificates for all images. */
export const baseWords: readonly string[] = ['?essential', 'ca-certificates', 'libatomic1', 'libstdc++6']

/** The user of our processes and of applications; some programs need its name in /etc/passwd. */
const user = 'opads:x:10001:10001::/tmp:/usr/sbin/nologin\n'
const group = 'opads:x:10001:\n'

/** Files that an image does not need, or that differ from build to build. */
const unwanted =
  /^(dev|proc|sys|run|tmp|boot|media|mnt|srv|opt)\/|^var\/(cache|log|tmp)\/.|^var\/lib\/apt\/|^var\/lib\/dpkg\/(lock|.*-old$|triggers\/Lock)|^usr\/share\/(man|locale|lintian|info)\/|^usr\/share\/doc\/.*(?<!copyright)$|^etc\/(hostname|resolv\.conf|machine-id)$|^etc\/apt\/(sources\.list|apt\.conf\.d\/\d+mmdebstrap)$/

/** What affects the bytes besides the packages. The machine's mmdebstrap, apt and dpkg only unpack; all files come from packages. */
const making = {
  base: ['--variant=essential'],
  layer: ['--variant=custom', '--skip=check/empty'],
  epoch: '1767225600', // dates that packages write into files
  umask: 0o022,
}

const overlayMain = join(import.meta.dirname, 'overlay-main.ts')

/** The base layer (`[]`), or the layer of files that packages add to it. */
export async function debianLayer(source: DebianLayer, tools: DebianTools): Promise<StoredLayer> {
  const base = await baseTree(tools)
  if (source.debian.length === 0)
    return storedLayer(tools, { debian: base.name, unwanted: unwanted.source, apt: 'none' }, () =>
      wantedEntries(base.folder, [], tools.exec),
    )
  return untilNotReplaced(async () => {
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

/** @param draft an empty folder for the overlay's folders */
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
  // Relative to the draft: a comma or colon in an absolute path would end a mount option.
  const options = `lowerdir=${relative(draft, base.folder)},upperdir=upper,workdir=work`
  const overlay = [process.execPath, overlayMain, options, 'merged'] as const
  const inOverlay: Exec = (argv, more) => exec(contained([...overlay, ...argv]), { ...more, cwd: draft })
  const folder = join(draft, 'merged')
  await bootstrap(making.layer, fetched, lock.suite, join(draft, 'packages'), folder, debian, inOverlay)
  return wantedEntries(join(draft, 'upper'), without, exec)
}

const printed = (set: DebianSet) => set.packages.map(packageLine).join('\n')

/** The base tree in the store's `debian/`, the overlay's lower folder; its name has a digest of all its inputs. */
type BaseTree = { readonly name: string; readonly folder: string }

const nameOf = (suite: string, set: DebianSet) =>
  `${suite}-${createHash('sha256')
    .update(JSON.stringify([printed(set), set.words, making, user, group]))
    .digest('hex')
    .slice(0, 16)}`

/** Name of the base tree of this checkout's images. */
export async function baseTreeName({ debian, debianLock }: DebianTools): Promise<string> {
  const lock = await debianLock()
  return nameOf(lock.suite, await debian.known(lock, baseWords))
}

/** Must run before keys of layers are computed: it may replace packages that the archive has dropped. */
async function baseTree(tools: DebianTools): Promise<BaseTree> {
  const { root, debian, debianLock } = tools
  const lock = await debianLock()
  const name = await baseTreeName(tools)
  const tree = { name, folder: join(root, 'debian', name) }
  if (tools.onlyLooks) {
    if (await isThere(tree.folder)) return tree
    throw new NotMade()
  }
  const release = await lockInStore(tools, `debian/${name}.lock`, 'exclusive')
  try {
    await utimes(`${tree.folder}.lock`, new Date(), new Date()) // last use, for prune
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
  await rm(join(draft, 'etc/apt/sources.list')) // apt would use it again when packages are added to the tree
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

/** @param packages a new folder for the apt source. @param run must use `contained`: mmdebstrap mounts, and may be killed */
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
  const names = set.words.filter((word) => !word.startsWith('?')) // the variant includes essential packages
  const options = ['--quiet', '--mode=root', ...variant, `--include=${names.join(',')}`] as const
  await run(['mmdebstrap', ...options, suite, folder, source], {
    env: { SOURCE_DATE_EPOCH: making.epoch, TMPDIR: packages }, // /tmp may be a tmpfs that is too small
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
