/** What may go from the store, and what that frees. Pure. */

/** What lies in the store, as names. `drafts`: paths of what was left half made. */
export type StoreListing = {
  readonly drafts: readonly string[]
  /** `name` of a definition, `key` of the image, as `<name>/<key>`. */
  readonly images: readonly { readonly name: string; readonly key: string }[]
  /** File names in `layers/`. */
  readonly layerFiles: readonly string[]
  /** Names in `debian/`. */
  readonly trees: readonly string[]
  readonly imported: readonly string[]
}
export type Needed = {
  /** Name of a definition → what its last `get` made; definitions that were never asked for are not in it. */
  readonly current: ReadonlyMap<string, { readonly key: string; readonly layerKeys: readonly string[] }>
  readonly tree: string
  readonly isImportedKept: boolean
}
export type Removal = {
  readonly path: string
  readonly why: 'draft' | 'image' | 'layer' | 'tree' | 'imported'
}

export function removals(there: StoreListing, { current, tree, isImportedKept }: Needed): readonly Removal[] {
  const layers = new Set([...current.values()].flatMap(({ layerKeys }) => layerKeys))
  return [
    ...there.drafts.map((path) => ({ path, why: 'draft' as const })),
    ...there.images
      .filter(({ name, key }) => current.get(name)?.key !== key)
      .map(({ name, key }) => ({ path: `${name}/${key}`, why: 'image' as const })),
    ...there.layerFiles
      .filter((file) => !layers.has(file.split('.')[0]!))
      .map((file) => ({ path: `layers/${file}`, why: 'layer' as const })),
    ...there.trees
      .filter((name) => name !== tree && name !== `${tree}.lock`)
      .map((name) => ({ path: `debian/${name}`, why: 'tree' as const })),
    ...(isImportedKept ? [] : there.imported.map((path) => ({ path, why: 'imported' as const }))),
  ]
}

/** A file goes when its last name goes. @param files each name once, with how many names its inode has in all */
export function freedBytes(
  files: readonly { readonly inode: string; readonly names: number; readonly bytes: number }[],
): number {
  const seen = Map.groupBy(files, ({ inode }) => inode)
  return [...seen.values()].reduce(
    (sum, names) => sum + (names.length >= names[0]!.names ? names[0]!.bytes : 0),
    0,
  )
}
