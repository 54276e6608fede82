/** The product's cache as the verbs see it: what each recipe's key is, and whether its artifact is there. */
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HoldLock } from '@opads/world/lock'
import { keyOf } from './key.ts'
import type { Recipe } from './recipe.ts'
import { artifactOf, type Manifest, readManifest } from './store.ts'

export type Cache = {
  /** The cache's folder, `~/.cache/opads` where nothing else is said. */
  readonly folder: string
  /** Where artifacts lie. */
  readonly root: string
  readonly lock: string
  readonly key: (recipe: Recipe) => Promise<string>
  /** The manifest of what is there with all its files. */
  readonly found: (recipe: Recipe) => Promise<Manifest | undefined>
}

/** @param modules the checkout's module folders, which are part of the keys */
export function cacheIn(folder: string, modules: string): Cache {
  const root = join(folder, 'artifacts')
  const key = async (recipe: Recipe): Promise<string> => {
    const files = await readdir(join(modules, recipe.module))
    const texts = await Promise.all(
      files.map(async (file) => [file, await readFile(join(modules, recipe.module, file), 'utf8')] as const),
    )
    return keyOf(recipe, Object.fromEntries(texts))
  }
  return {
    folder,
    root,
    lock: join(folder, 'artifacts.lock'),
    key,
    found: async (recipe) => {
      const manifest = await readManifest(root, recipe.name, await key(recipe))
      if (!manifest) return
      const files = Object.values(artifactOf(root, manifest).files)
      return Promise.all(files.map((file) => access(file))).then(
        () => manifest,
        () => undefined,
      )
    },
  }
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
