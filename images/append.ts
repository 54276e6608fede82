/** Appends one layer to an image in a registry, without running a container: the last step of a build. */
import { createHash } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import type { Registry } from '@opads/world/registry'
import type { Compression } from './compress.ts'
import { upTo } from './copy.ts'
import { checkedEntries, type Entry } from './entry.ts'
import { type GrowingFile, growingFile } from './growing-file.ts'
import { type Layer, packLayer, tarOf } from './layer.ts'
import { checkLabels } from './layout.ts'
import {
  type Descriptor,
  forThisPlatform,
  type ImageManifest,
  isIndex,
  mediaTypes,
  parseIndex,
  parseManifest,
} from './manifest.ts'
import { splitReference } from './reference.ts'

type Appending = {
  /** References in the registry. */
  readonly base: string
  readonly target: string
  readonly entries: readonly Entry[]
  readonly command?: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** Path for the layer while it is sent; the caller deletes it afterwards. */
  readonly file: string
  readonly compression?: Compression
}
type Config = {
  config?: { Entrypoint?: string[]; Cmd?: string[]; Labels?: Record<string, string> | null }
  rootfs: { diff_ids: string[] }
  history?: unknown[]
}

/**
 * Returns the digest of the new manifest. Everything that can runs in parallel: the base is read and its layers are mounted, the new layer
 * is sent while it is compressed, the upload of the configuration is started before its content is known.
 * @throws Problem `image.base-missing`, `image.unsafe-entry`, `image.label-refused`, `registry.failed`, `registry.unreachable`
 */
export async function append(appending: Appending, registry: Registry): Promise<string> {
  const { base, target, labels, file, compression = 'zstd' } = appending
  checkLabels(labels)
  const entries = checkedEntries(appending.entries)
  const { repository, version } = splitReference(target)
  const growing = await growingFile(file)
  try {
    const reading = readBase(base, repository, registry)
    const opening = registry.beginBlob(repository)
    const sending = sendLayer(growing, entries, compression, repository, registry)
    const configuring = Promise.all([reading, sending.layer, opening]).then(
      async ([{ config }, layer, putBlob]) => {
        const text = JSON.stringify(configWith(config, layer, appending))
        const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
        await putBlob(digest, text)
        return { mediaType: mediaTypes.config, digest, size: Buffer.byteLength(text) }
      },
    )
    const [{ manifest, mounted }, config, { mediaType, digest, size }] = await Promise.all([
      reading, configuring, sending.layer, sending.uploaded,
    ]) // biome-ignore format: what must be there before the manifest
    await mounted
    return await registry.putManifest(repository, version, {
      mediaType: mediaTypes.manifest,
      text: JSON.stringify({
        schemaVersion: 2,
        mediaType: mediaTypes.manifest,
        config,
        layers: [...manifest.layers, { mediaType, digest, size }],
      }),
    })
  } finally {
    await growing.close()
  }
}

type Base = { readonly manifest: ImageManifest; readonly config: Config; readonly mounted: Promise<unknown> }

async function readBase(base: string, target: string, registry: Registry): Promise<Base> {
  const { repository } = splitReference(base)
  const manifest = await baseManifest(base, registry)
  const mounted = Promise.all(
    repository === target
      ? []
      : manifest.layers.map((layer) => takeOver(layer, repository, target, registry)),
  )
  mounted.catch(() => {}) // handled where it is awaited
  const config = JSON.parse(await registry.getBlob(repository, manifest.config.digest)) as Config
  checkLabels(config.config?.Labels ?? {})
  return { manifest, config, mounted }
}

/** The base's manifest; of an index, the one for linux/amd64. */
async function baseManifest(base: string, registry: Registry): Promise<ImageManifest> {
  const { repository, version } = splitReference(base)
  const found = await registry.getManifest(repository, version)
  if (!found) throw new Problem('image.base-missing', { base })
  if (!isIndex(found)) return parseManifest(found.text, base)
  const digest = forThisPlatform(parseIndex(found.text, base))
  const one = digest === undefined ? undefined : await registry.getManifest(repository, digest)
  if (!one) throw new Problem('image.not-found', { image: `${base} for linux/amd64`, where: registry.name })
  return parseManifest(one.text, base)
}

/** Mounts a blob of another repository, which sends nothing; copies it where the registry refuses that. */
async function takeOver(
  { digest, size }: Descriptor,
  from: string,
  to: string,
  registry: Registry,
): Promise<void> {
  if (await registry.mountBlob(to, digest, from)) return
  await registry.uploadBlob(to, {
    read: (start) => upTo(size - start, registry.readBlob(from, digest, start), digest, registry.name),
    digest: async () => digest,
    isWhole: () => true,
  })
}

function sendLayer(
  growing: GrowingFile,
  entries: readonly Entry[],
  compression: Compression,
  repository: string,
  registry: Registry,
): { readonly layer: Promise<Layer>; readonly uploaded: Promise<void> } {
  let isWhole = false
  const { read } = growing
  const uploaded = registry.uploadBlob(repository, {
    read,
    digest: async () => (await layer).digest,
    isWhole: () => isWhole,
  })
  const layer = packLayer(tarOf(entries), growing, compression).finally(() => {
    isWhole = true
  })
  layer.catch(() => {}) // the upload fails with it too
  return { layer, uploaded }
}

/** Where a command is given, the base's entrypoint is removed: it would take the command as its arguments. */
function configWith(base: Config, layer: Layer, { command, labels }: Appending): Config {
  const { Entrypoint: _, ...inner } = base.config ?? {}
  return {
    ...base,
    config: {
      ...(command ? { ...inner, Cmd: [...command] } : base.config),
      Labels: { ...base.config?.Labels, ...labels },
    },
    rootfs: { ...base.rootfs, diff_ids: [...base.rootfs.diff_ids, layer.diffId] },
    history: [...(base.history ?? []), { created: '2026-01-01T00:00:00Z', created_by: 'opads build' }],
  }
}
