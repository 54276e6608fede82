/** The cache of artifacts: the key of each recipe, and whether its artifact is there. */
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Compiler } from '@opads/world/compiler'
import type { HoldLock } from '@opads/world/lock'
import { entriesBelow, pathOf } from '@opads/world/walk'
import { keyOf } from './key.ts'
import type { Recipe } from './recipe.ts'
import { damagedFiles, digestsIn, type Manifest, readManifest } from './store.ts'

export type Cache = {
  /** The product's cache folder, by default `~/.cache/opads`. */
  readonly folder: string
  /** Folder of the artifacts. */
  readonly root: string
  readonly lock: string
  readonly key: (recipe: Recipe) => Promise<string>
  /** The artifact's manifest, if all its files have the digests that they were built with. */
  readonly found: (recipe: Recipe) => Promise<Manifest | undefined>
}

/** @param modules the checkout's module folders, part of the keys; @param compilerKey part of the keys of recipes with C code */
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

/** Files of the build's module folder: those in the checkout, plus the main file where it comes from another folder. */
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

/** Runs `work` with the lock of the cache: one process at a time builds or prunes. */
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
