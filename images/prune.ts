/** What can be deleted from the store, and how much space that frees. Pure. */
import type { MarkedImage } from './store.ts'

/** The content of the store, as names. `drafts`: paths that killed processes left. */
export type StoreListing = {
  readonly drafts: readonly string[]
  /** Every folder, mark and lock of defined images, as `<name>/<key>`. */
  readonly images: readonly { readonly name: string; readonly key: string }[]
  readonly marked: readonly MarkedImage[]
  /** File names in `layers/`. */
  readonly layerFiles: readonly string[]
  /** Names in `debian/`. `usedAt`: milliseconds since the epoch. */
  readonly trees: readonly { readonly name: string; readonly usedAt: number }[]
  readonly imported: readonly string[]
  /** Paths of Debian packages and sets, with their last use. */
  readonly packages: readonly { readonly path: string; readonly usedAt: number }[]
}
export type Needed = {
  /** Names of this checkout's definitions: the image of each that was used last is always kept. */
  readonly names: readonly string[]
  readonly tree: string
  /** Milliseconds since the epoch: what any checkout used since then is kept. */
  readonly since: number
  readonly isImportedKept: boolean
}
export type Removal = {
  readonly path: string
  readonly why: 'draft' | 'image' | 'layer' | 'tree' | 'imported' | 'package'
}

/** The images that are kept. */
export function keptImages(marked: readonly MarkedImage[], { names, since }: Needed): readonly MarkedImage[] {
  const newest = new Map(
    [...Map.groupBy(marked, ({ name }) => name)].map(([name, all]) => [
      name,
      all.reduce((a, b) => (b.usedAt > a.usedAt ? b : a)),
    ]),
  )
  return marked.filter(
    (one) => one.usedAt >= since || (names.includes(one.name) && newest.get(one.name) === one),
  )
}

export function removals(there: StoreListing, needed: Needed): readonly Removal[] {
  const kept = keptImages(there.marked, needed)
  const images = new Set(kept.map(({ name, key }) => `${name}/${key}`))
  const layers = new Set(kept.flatMap(({ layerKeys }) => layerKeys))
  const { tree, since, isImportedKept } = needed
  const trees = new Set(
    there.trees.filter(({ name, usedAt }) => name === tree || usedAt >= since).map(({ name }) => name),
  )
  return [
    ...there.drafts.map((path) => ({ path, why: 'draft' as const })),
    ...there.images
      .map(({ name, key }) => `${name}/${key}`)
      .filter((path) => !images.has(path.replace(/\.(json|lock)$/, '')))
      .map((path) => ({ path, why: 'image' as const })),
    ...there.layerFiles
      .filter((file) => !layers.has(file.split('.')[0]!))
      .map((file) => ({ path: `layers/${file}`, why: 'layer' as const })),
    ...there.trees
      .filter(({ name }) => !trees.has(name.replace(/\.lock$/, '')))
      .map(({ name }) => ({ path: `debian/${name}`, why: 'tree' as const })),
    ...there.packages
      .filter(({ usedAt }) => usedAt < since)
      .map(({ path }) => ({ path, why: 'package' as const })),
    ...(isImportedKept ? [] : there.imported.map((path) => ({ path, why: 'imported' as const }))),
  ]
}

/** Space is freed when the last hard link is deleted. @param files one entry per link; `names`: number of links of the inode */
export function freedBytes(
  files: readonly { readonly inode: string; readonly names: number; readonly bytes: number }[],
): number {
  const seen = Map.groupBy(files, ({ inode }) => inode)
  return [...seen.values()].reduce(
    (sum, names) => sum + (names.length >= names[0]!.names ? names[0]!.bytes : 0),
    0,
  )
}
