/** The local store: `<name>/<key>` from definitions, `imported/<name>/<digest>`, `layers/`. Each thing is there whole or not at all. */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HoldLock } from '@opads/world/lock'
import type { Image } from './contract.ts'
import type { Descriptor } from './manifest.ts'
import { splitReference } from './reference.ts'

export type StoreTools = {
  readonly root: string
  readonly holdLock: HoldLock
  /** What is going on, for a person who waits. */
  readonly note: (note: string) => void
}

/** Held by whoever makes or reads images; `prune` waits for all of them. Answers how to let go. */
export const useStore = (tools: StoreTools) => lockInStore(tools, 'store.lock', 'shared')
export const clearStore = (tools: StoreTools) => lockInStore(tools, 'store.lock', 'exclusive')

export const lockInStore = (
  { root, holdLock, note }: StoreTools,
  file: string,
  kind: 'shared' | 'exclusive',
) =>
  holdLock(join(root, file), kind, (holders) =>
    note(`waits for another opads that works on images, process ${holders.join(' ')}`),
  )

/**
 * A mark beside each image of a definition, `<name>/<key>.json`, says what it stands on; its time is when the image was last asked
 * for. Checkouts share the store, and none sees what another's definitions need.
 */
export type Mark = { readonly layerKeys: readonly string[] }
/** `usedAt`: milliseconds since the epoch. */
export type MarkedImage = Mark & { readonly name: string; readonly key: string; readonly usedAt: number }

export async function markUsed(root: string, name: string, key: string, mark: Mark): Promise<void> {
  const place = join(root, name, `${key}.json`)
  const draft = `${place}.draft-${process.pid}`
  await writeFile(draft, JSON.stringify(mark))
  await rename(draft, place)
}

export async function markedImages(root: string, name: string): Promise<readonly MarkedImage[]> {
  const marks = (await names(join(root, name))).filter((file) => file.endsWith('.json'))
  return Promise.all(
    marks.map(async (file) => {
      const place = join(root, name, file)
      const { layerKeys } = JSON.parse(await readFile(place, 'utf8')) as Mark
      return { name, key: file.slice(0, -'.json'.length), layerKeys, usedAt: (await stat(place)).mtimeMs }
    }),
  )
}

/** A draft beside the place, made whole by `fill`, then moved; a process that was first wins. */
export async function placeWhole(place: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${place}.draft-${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  try {
    await fill(draft)
    await rename(draft, place).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'ENOTEMPTY' && failure.code !== 'EEXIST') throw failure
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

export const importedPlace = (root: string, name: string, digest: string): string =>
  join(root, 'imported', encodeURIComponent(name), digest.slice('sha256:'.length, 39))

/** One for each name and version: an import takes the place of the one before. */
export async function importedImages(root: string): Promise<readonly Image[]> {
  const top = join(root, 'imported')
  const found: Image[] = []
  for (const folder of await names(top)) {
    for (const key of (await names(join(top, folder))).filter((one) => !one.includes('.draft-'))) {
      const layout = join(top, folder, key)
      const { digest, reference } = await indexOf(layout)
      if (digest !== undefined && reference !== undefined)
        found.push({
          name: decodeURIComponent(folder),
          version: splitReference(reference).version,
          digest,
          layout,
        })
    }
  }
  return found
}

/** What the index of a layout says of its one image; nothing where there is no layout. */
export async function indexOf(layout: string): Promise<{ digest?: string; reference?: string }> {
  const text = await readFile(join(layout, 'index.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return {}
  const [one] = (JSON.parse(text) as { manifests: (Descriptor & { annotations?: Record<string, string> })[] })
    .manifests
  const reference = one?.annotations?.['org.opencontainers.image.ref.name']
  return { ...(one && { digest: one.digest }), ...(reference !== undefined && { reference }) }
}

const names = (folder: string) =>
  readdir(folder).then(
    (all) => all.sort(),
    () => [] as string[],
  )
