/** Layers of Debian packages, by mmdebstrap: a base tree, and what packages add to it, caught by an overlay. Needs root. */
import { access, appendFile, mkdir, readdir, readFile, rm, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { attributesOf } from './attributes.ts'
import type { DebianLayer } from './definition.ts'
import type { Entry } from './entry.ts'
import { entriesOfFolder } from './folder.ts'
import { lockInStore, placeWhole, type StoreTools } from './store.ts'

export type DebianTools = StoreTools & { readonly exec: Exec }

export const suite = 'trixie'
/** What every such image has: a C++ library and libatomic for Node, certificates for everybody. */
export const basePackages: readonly string[] = ['ca-certificates', 'libatomic1', 'libstdc++6']

/** Who our processes and applications run as; some programs ask for the name of their user. */
export const imageUser = 'opads:10001'

/** Folders and files that are of no use in an image, or differ from run to run. */
export const unwanted =
  /^(dev|proc|sys|run|tmp|boot|media|mnt|srv|opt)\/|^var\/(cache|log|tmp)\/.|^var\/lib\/apt\/|^var\/lib\/dpkg\/(lock|.*-old$|triggers\/Lock)|^usr\/share\/(man|locale|lintian|info)\/|^usr\/share\/doc\/.*(?<!copyright)$|^etc\/(hostname|resolv\.conf|machine-id)$|^etc\/apt\/apt\.conf\.d\/00mmdebstrap$/

export async function baseEntries(tools: DebianTools): Promise<readonly Entry[]> {
  return wantedEntries(await baseTree(tools), [], tools.exec)
}

/** What the layer's packages add to the base. @param draft an empty folder for the overlay's halves */
export async function packageEntries(
  { debian: packages, without = [] }: DebianLayer,
  draft: string,
  tools: DebianTools,
): Promise<readonly Entry[]> {
  const { exec } = tools
  const base = await baseTree(tools)
  const [upper, work, merged] = ['upper', 'work', 'merged'].map((name) => join(draft, name)) as [
    string,
    string,
    string,
  ]
  for (const folder of [upper, work, merged]) await mkdir(folder)
  const options = `lowerdir=${base},upperdir=${upper},workdir=${work}`
  await exec(['mount', '-t', 'overlay', 'opads-debian', '-o', options, merged])
  try {
    await bootstrap(
      ['--variant=custom', '--skip=check/empty', `--include=${packages.join(',')}`],
      merged,
      exec,
    )
  } finally {
    // Lazy: whatever still holds it, the draft is removed afterwards and nothing may be reached through it.
    await exec(['umount', '--recursive', '--lazy', merged])
  }
  return wantedEntries(upper, without, exec)
}

/** The folder in the store's `debian/` that packages are laid over. */
export const baseTreeName = `${suite}-2-${basePackages.join('-')}`

async function baseTree(tools: DebianTools): Promise<string> {
  const { root, exec } = tools
  const place = join(root, 'debian', baseTreeName)
  const release = await lockInStore(tools, `debian/${baseTreeName}.lock`, 'exclusive')
  try {
    await utimes(`${place}.lock`, new Date(), new Date()) // when it was used last, for prune
    if (!(await isThere(place)))
      await placeWhole(place, async (draft) => {
        await bootstrap(['--variant=essential', `--include=${basePackages.join(',')}`], draft, exec)
        for (const device of await readdir(join(draft, 'dev')))
          await rm(join(draft, 'dev', device), { recursive: true })
        await appendFile(join(draft, 'etc/passwd'), 'opads:x:10001:10001::/tmp:/usr/sbin/nologin\n')
        await appendFile(join(draft, 'etc/group'), 'opads:x:10001:\n')
      })
  } finally {
    await release()
  }
  return place
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function bootstrap(words: readonly string[], folder: string, exec: Exec): Promise<void> {
  await exec(
    [
      'mmdebstrap',
      '--quiet',
      '--mode=root',
      ...words,
      suite,
      folder,
      `deb ${await debianMirror()} ${suite} main`,
    ],
    { env: { SOURCE_DATE_EPOCH: '1767225600' } },
  )
}

/** The mirror that this machine itself uses. */
async function debianMirror(): Promise<string> {
  const folder = '/etc/apt/sources.list.d'
  const files = [
    '/etc/apt/sources.list',
    ...(await readdir(folder).catch(() => [])).map((name) => join(folder, name)),
  ]
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  const lines = texts
    .join('\n')
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
  const mirror = lines.join('\n').match(/https?:\/\/[^\s]+\/debian(?=\/?\s)/)?.[0]
  if (mirror === undefined) throw new Problem('image.no-mirror', { files: files.join(', ') })
  return mirror
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
