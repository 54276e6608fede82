/** `opads images prune`: waits until no process uses the store, then deletes what no definition needs and nobody used lately. */
import { lstat, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from '@opads/command/handlers'
import { counted } from '@opads/command/page'
import { pathsBelow } from '@opads/world/walk'
import { baseTreeName } from '../debian.ts'
import { definitions } from '../definitions.ts'
import { freedBytes, keptImages, type Needed, type Removal, removals, type StoreListing } from '../prune.ts'
import { holdStoreAlone, markedImages } from '../store.ts'
import type { Tools, Words } from './tools.ts'

export async function prune(words: Words, tools: Tools): Promise<Answer> {
  const { isDryRun, withImported, unusedForDays } = words
  const { root } = tools
  const release = await holdStoreAlone(tools)
  try {
    const now = Date.now()
    const there = await listing(root)
    const needed: Needed = {
      names: definitions.map(({ name }) => name),
      tree: await baseTreeName(tools),
      since: now - unusedForDays * day,
      isImportedKept: !withImported,
    }
    const gone = removals(there, needed)
    const own = keptImages(there.marked, { ...needed, since: Number.POSITIVE_INFINITY })
    const kept = keptImages(there.marked, needed).filter((one) => !own.includes(one))
    const bytes = freedBytes((await Promise.all(gone.map(({ path }) => filesIn(join(root, path))))).flat())
    if (!isDryRun)
      await unmountBelow(
        gone.map(({ path }) => join(root, path)),
        tools,
      )
    if (!isDryRun) for (const { path } of gone) await rm(join(root, path), { recursive: true, force: true })
    const size = `${(bytes / 2 ** 20).toFixed(1)} MiB`
    const lines = [
      ...gone.map(({ path, why }) => `  ${path}   ${reasons[why]}`),
      ...kept.map(
        ({ name, key, usedAt }) =>
          `  ${name}/${key}   stays, asked for ${counted(Math.floor((now - usedAt) / day), 'day')} ago`,
      ),
      isDryRun
        ? `● ${counted(gone.length, 'path')} would go and free ${size}`
        : `● Deleted ${counted(gone.length, 'path')}, which frees ${size}`,
    ]
    return {
      json: { isDryRun, freedBytes: bytes, removed: gone, kept },
      text: `${lines.join('\n')}\n`,
    }
  } finally {
    await release()
  }
}

/** A process that was killed while it made a Debian layer may leave mounts, some of them of the machine's own folders. */
async function unmountBelow(places: readonly string[], { exec }: Tools): Promise<void> {
  const mounts = (await readFile('/proc/self/mounts', 'utf8'))
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((mount) => places.some((place) => mount.startsWith(`${place}/`)))
  for (const mount of mounts.reverse()) await exec(['umount', mount])
}

const day = 86_400_000
const reasons: Readonly<Record<Removal['why'], string>> = {
  draft: 'was left half made',
  image: 'is not what its definition made last, and nobody asks for it',
  layer: 'no image needs it',
  tree: 'no layer is made from it',
  imported: 'was imported',
  package: 'no image and no host was made from it lately',
}

async function listing(root: string): Promise<StoreListing> {
  const places = (await folders(root)).filter((name) => !['layers', 'debian', 'imported'].includes(name))
  const images = await Promise.all(
    places.map(async (name) => (await names(join(root, name))).map((key) => ({ name, key }))),
  )
  const imported = await Promise.all(
    (await folders(join(root, 'imported'))).map(async (name) =>
      (await folders(join(root, 'imported', name))).map((key) => `imported/${name}/${key}`),
    ),
  )
  const layerFiles = await names(join(root, 'layers'))
  const trees = await names(join(root, 'debian'))
  const all = [
    ...images.flat().map(({ name, key }) => `${name}/${key}`),
    ...imported.flat(),
    ...layerFiles.map((name) => `layers/${name}`),
    ...trees.map((name) => `debian/${name}`),
  ]
  const packages = (await names(join(root, '../debian'))).map((name) => `../debian/${name}`)
  // Making hosts downloads packages too, without this store's lock: drafts younger than a day may be in use.
  const grace = (path: string) => (path.startsWith('../debian/draft-') ? day : 0)
  const marked = await Promise.all(places.map((name) => markedImages(root, name)))
  return {
    drafts: [...new Set(all.filter(isDraft))],
    images: images.flat().filter(({ key }) => !isDraft(key)),
    marked: marked.flat(),
    layerFiles: layerFiles.filter((name) => !isDraft(name)),
    trees: await Promise.all(
      trees
        .filter((name) => !isDraft(name))
        .map(async (name) => ({ name, usedAt: await treeUsedAt(root, name) })),
    ),
    imported: imported.flat().filter((path) => !isDraft(path)),
    packages: await Promise.all(
      packages.map(async (path) => ({ path, usedAt: (await stat(join(root, path))).mtimeMs + grace(path) })),
    ),
  }
}

/** The modification time of the tree's lock file, which each use updates. */
const treeUsedAt = (root: string, name: string) =>
  stat(join(root, 'debian', name.endsWith('.lock') ? name : `${name}.lock`)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )

const isDraft = (path: string) => /\.draft-\d+$/.test(path)

async function filesIn(path: string): Promise<{ inode: string; names: number; bytes: number }[]> {
  const facts = await lstat(path)
  const inner = facts.isDirectory() ? await pathsBelow(path) : []
  const seen = await Promise.all(inner.map((name) => lstat(join(path, name)).catch(() => facts)))
  const all = [facts, ...seen.filter(({ dev }) => dev === facts.dev)] // not files on other mounts
  return all
    .filter((one) => !one.isDirectory())
    .map(({ dev, ino, nlink, blocks }) => ({ inode: `${dev}:${ino}`, names: nlink, bytes: blocks * 512 }))
}

const names = (folder: string) =>
  readdir(folder).then(
    (all) => all.sort(),
    () => [] as string[],
  )
const folders = async (folder: string) => {
  const all = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return all
    .filter((one) => one.isDirectory())
    .map(({ name }) => name)
    .sort()
}
