/**
 * The local store: `<name>/<key>` from definitions, `imported/<name>/<digest>`, `layers/`. Everything appears complete, by a rename, also
 * after a power cut; digests are checked at use.
 */
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DigestOnce } from '@opads/world/digests'
import { flush, flushTree, moveDurably } from '@opads/world/durable'
import type { HoldLock } from '@opads/world/lock'
import type { Image } from './contract.ts'
import { NotMade } from './not-made.ts'
import { splitReference } from './reference.ts'
import { indexOf, jsonOf } from './whole.ts'

export type StoreTools = {
  readonly root: string
  readonly holdLock: HoldLock
  /** Digests of files in the store; each file is read once per boot of the machine. */
  readonly digest: DigestOnce
  /** Shows progress to a person who waits. */
  readonly note: (note: string) => void
  /** Makes nothing and takes no lock: what is not there is `NotMade`. */
  readonly onlyLooks?: true
}

/** The store's lock: shared while making or reading images, exclusive for `prune`. Returns the release. */
export const useStore = (tools: StoreTools) => lockInStore(tools, 'store.lock', 'shared')
export const holdStoreAlone = (tools: StoreTools) => lockInStore(tools, 'store.lock', 'exclusive')

/** File with the digests that `digest` remembers. */
export const digestNotes = (root: string): string => join(root, 'digests.json')

export const lockInStore = (
  { root, holdLock, note }: StoreTools,
  file: string,
  kind: 'shared' | 'exclusive',
) =>
  holdLock(join(root, file), kind, (holders) =>
    note(`waits for another opads that works on images, process ${holders.join(' ')}`),
  )

/** Returns what is there; else makes it under a lock, so that other processes wait and then find it. @throws NotMade */
export async function madeOnce<T>(
  tools: StoreTools,
  lockFile: string,
  there: () => Promise<T | undefined>,
  make: () => Promise<T>,
): Promise<T> {
  const found = await there()
  if (found !== undefined) return found
  if (tools.onlyLooks) throw new NotMade()
  const release = await lockInStore(tools, lockFile, 'exclusive')
  try {
    return (await there()) ?? (await make())
  } finally {
    await release()
  }
}

/**
 * A mark beside each defined image, `<name>/<key>.json`, lists its layers; its modification time is the image's last use. Checkouts share
 * the store, and one does not know what another's definitions need.
 */
type Mark = { readonly layerKeys: readonly string[] }
/** `usedAt`: milliseconds since the epoch. */
export type MarkedImage = Mark & { readonly name: string; readonly key: string; readonly usedAt: number }

export async function markUsed(root: string, name: string, key: string, mark: Mark): Promise<void> {
  const place = join(root, name, `${key}.json`)
  const text = JSON.stringify(mark)
  const now = new Date()
  if ((await readFile(place, 'utf8').catch(() => '')) === text) return utimes(place, now, now)
  const draft = `${place}.draft-${process.pid}`
  await writeFile(draft, text)
  await flush(draft)
  await moveDurably(draft, place)
}

/** The images with a mark; damaged marks are ignored. */
export async function markedImages(root: string, name: string): Promise<readonly MarkedImage[]> {
  const marks = (await names(join(root, name))).filter((file) => file.endsWith('.json'))
  const found = await Promise.all(
    marks.map(async (file) => {
      const place = join(root, name, file)
      const mark = await jsonOf<Mark>(place)
      const key = file.slice(0, -'.json'.length)
      return mark ? [{ name, key, layerKeys: mark.layerKeys, usedAt: (await stat(place)).mtimeMs }] : []
    }),
  )
  return found.flat()
}

/** `fill` writes a draft beside the place, which is flushed to the disk and renamed; if another process was faster, its result is kept. */
export async function placeWhole(place: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${place}.draft-${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  try {
    await fill(draft)
    await flushTree(draft)
    await moveDurably(draft, place).catch((failure: NodeJS.ErrnoException) => {
      if (failure.code !== 'ENOTEMPTY' && failure.code !== 'EEXIST') throw failure
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

export const importedPlace = (root: string, name: string, digest: string): string =>
  join(root, 'imported', encodeURIComponent(name), digest.slice('sha256:'.length, 39))

/** One per name and version, because an import replaces the earlier one. */
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

const names = (folder: string) =>
  readdir(folder).then(
    (all) => all.sort(),
    () => [] as string[],
  )
