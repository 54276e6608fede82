/** Copies an image between registries and layout folders: only missing blobs, a few in parallel, the manifest last. */
import { Problem } from '@opads/kernel/problem'
import type { ManifestAnswer, OnBytes } from '@opads/world/registry'
import { checkLabels } from './layout.ts'
import { forThisPlatform, type ImageManifest, isIndex, parseIndex, parseManifest } from './manifest.ts'

/** Where an image is read from: a layout folder or a repository of a registry. */
export type ImageSource = {
  /** Shown to people. */
  readonly where: string
  /** @param reference tag or digest */
  readonly manifest: (reference: string) => Promise<ManifestAnswer | undefined>
  readonly read: (digest: string, start: number) => AsyncIterable<Buffer>
  /** Reads a small blob. */
  readonly text: (digest: string) => Promise<string>
}
export type ImageTarget = {
  readonly has: (digest: string) => Promise<boolean>
  /** Mounts the blob without sending it, where source and target are in one registry. Returns whether it did. */
  readonly takeOver: (digest: string) => Promise<boolean>
  readonly write: (
    digest: string,
    read: (start: number) => AsyncIterable<Buffer>,
    onBytes: OnBytes,
  ) => Promise<void>
  /** @param reference tag, or digest for a manifest in an index */
  readonly putManifest: (reference: string, manifest: ManifestAnswer) => Promise<void>
}
/** `sentBytes`: sent over the network. `presentBytes`: already there, or mounted. */
export type Copied = { readonly digest: string; readonly sentBytes: number; readonly presentBytes: number }
export type CopyOptions = {
  readonly onProgress?: (doneBytes: number, totalBytes: number) => void
  /** Of an index, copy only linux/amd64: enough for a local store. */
  readonly isSinglePlatform?: boolean
}
const atOnce = 4

/** @throws Problem `image.not-found`, `image.label-refused` before anything is sent, and problems of source and target */
export async function copyImage(
  source: ImageSource,
  reference: string,
  target: ImageTarget,
  tag: string,
  options: CopyOptions = {},
): Promise<Copied> {
  const found = await source.manifest(reference)
  if (!found) throw new Problem('image.not-found', { image: reference, where: source.where })
  if (!isIndex(found)) return copyOne(source, found, target, tag, options)
  const index = parseIndex(found.text, source.where)
  if (options.isSinglePlatform) {
    const digest = forThisPlatform(index)
    if (digest === undefined)
      throw new Problem('image.not-found', { image: `${reference} for linux/amd64`, where: source.where })
    return copyOne(source, await manifestOf(source, digest), target, tag, options)
  }
  let sentBytes = 0
  let presentBytes = 0
  for (const { digest } of index.manifests) {
    const copied = await copyOne(source, await manifestOf(source, digest), target, digest, options)
    sentBytes += copied.sentBytes
    presentBytes += copied.presentBytes
  }
  await target.putManifest(tag, found)
  return { digest: found.digest, sentBytes, presentBytes }
}

/** Refuses an index within an index: no runtime uses it, and one that contains itself would never end. */
async function manifestOf(source: ImageSource, digest: string): Promise<ManifestAnswer> {
  const found = await source.manifest(digest)
  if (!found) throw new Problem('image.not-found', { image: digest, where: source.where })
  if (isIndex(found))
    throw new Problem('image.not-an-image', {
      source: source.where,
      fault: `${digest} is an index in an index`,
    })
  return found
}

async function copyOne(
  source: ImageSource,
  found: ManifestAnswer,
  target: ImageTarget,
  tag: string,
  { onProgress = () => {} }: CopyOptions,
): Promise<Copied> {
  const manifest = parseManifest(found.text, source.where)
  await refuseOrders(source, manifest)
  const blobs = [...new Map([manifest.config, ...manifest.layers].map((one) => [one.digest, one])).values()]
  const totalBytes = blobs.reduce((sum, { size }) => sum + size, 0)
  let sentBytes = 0
  let presentBytes = 0
  const report = () => onProgress(sentBytes + presentBytes, totalBytes)
  await inParallel(blobs, atOnce, async ({ digest, size }) => {
    if ((await target.has(digest)) || (await target.takeOver(digest))) presentBytes += size
    else
      await target.write(
        digest,
        (start) => upTo(size - start, source.read(digest, start), digest, source.where),
        (count) => {
          sentBytes += count
          report()
        },
      )
    report()
  })
  await target.putManifest(tag, found)
  return { digest: found.digest, sentBytes, presentBytes }
}

/** Passes the bytes on, at most as many as their descriptor says. @throws Problem `image.damaged` */
export async function* upTo(
  bytes: number,
  chunks: AsyncIterable<Buffer>,
  what: string,
  where: string,
): AsyncGenerator<Buffer> {
  let left = bytes
  for await (const chunk of chunks) {
    left -= chunk.length
    if (left < 0) throw new Problem('image.damaged', { what, where })
    yield chunk
  }
}

/** Refuses dangerous labels before anything is copied: the container runtime obeys some of them. */
async function refuseOrders(source: ImageSource, { config }: ImageManifest): Promise<void> {
  if (!/image/.test(config.mediaType)) return // such as a chart or a signature: nothing runs it
  const { config: inner } = JSON.parse(await source.text(config.digest)) as {
    config?: { Labels?: Record<string, string> | null }
  }
  checkLabels(inner?.Labels ?? {})
}

/** Runs at most `most` at once; rejects with the first failure. */
async function inParallel<T>(
  values: readonly T[],
  most: number,
  run: (value: T) => Promise<void>,
): Promise<void> {
  const left = [...values]
  const work = async () => {
    for (let value = left.shift(); value !== undefined; value = left.shift()) await run(value)
  }
  await Promise.all(Array.from({ length: most }, work))
}
