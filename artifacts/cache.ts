/** The product's cache as the verbs see it: what each recipe's key is, and whether its artifact is there. */
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Compiler } from '@opads/world/compiler'
import type { HoldLock } from '@opads/world/lock'
import { entriesBelow, pathOf } from '@opads/world/walk'
import { keyOf } from './key.ts'
import type { Recipe } from './recipe.ts'
import { damagedFiles, digestsIn, type Manifest, readManifest } from './store.ts'

export type Cache = {
  /** The cache's folder, `~/.cache/opads` where nothing else is said. */
  readonly folder: string
  /** Where artifacts lie. */
  readonly root: string
  readonly lock: string
  readonly key: (recipe: Recipe) => Promise<string>
  /** The manifest of what is there with all its files as they were built. */
  readonly found: (recipe: Recipe) => Promise<Manifest | undefined>
}

/** @param modules the checkout's module folders, which are part of the keys; of those with C code the compiler's is one, too */
export function cacheIn(folder: string, modules: string, compilerKey: Compiler['key']): Cache {
  const root = join(folder, 'artifacts')
  const digests = digestsIn(root)
  const key = async (recipe: Recipe) =>
    keyOf(recipe, await sourcesOf(recipe, modules), recipe.needsC ? await compilerKey() : undefined)
  return {
    folder,
    root,
    lock: join(folder, 'artifacts.lock'),
    key,
    found: async (recipe) => {
      const manifest = await readManifest(root, recipe.name, await key(recipe))
      if (!manifest || (await damagedFiles(root, manifest, digests)).length > 0) return
      return manifest
    },
  }
}

/** What the build has before it in its module folder: the folder's files, and the main file that comes from another one. */
async function sourcesOf(
  { module, source }: Recipe,
  modules: string,
): Promise<Readonly<Record<string, Buffer>>> {
  const folder = join(modules, module)
  const below = await entriesBelow(folder)
  const paths = below.filter((one) => one.isFile()).map(pathOf)
  const files = new Map(paths.map((path) => [relative(folder, path), path]))
  if (source && 'folder' in source) files.set(source.file, join(modules, source.folder, source.file))
  return Object.fromEntries(
    await Promise.all([...files].map(async ([name, path]) => [name, await readFile(path)] as const)),
  )
}

/** One opads at a time builds or prunes. */
export async function underLock<T>(
  { lock }: Cache,
  { holdLock, note }: { readonly holdLock: HoldLock; readonly note: (note: string) => void },
  work: () => Promise<T>,
): Promise<T> {
  const release = await holdLock(lock, 'exclusive', (holders) =>
    note(`waits for another opads that builds or prunes, process ${holders.join(' ')}`),
  )
  try {
    return await work()
  } finally {
    await release()
  }
}
