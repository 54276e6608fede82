/** One more layer on an image of a registry, without running anything: what a build ends with. */
import { createHash } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import type { Registry } from '@opads/world/registry'
import type { Compression } from './compress.ts'
import { checkedEntries, type Entry } from './entry.ts'
import { growingFile } from './growing-file.ts'
import { type Layer, packLayer, tarOf } from './layer.ts'
import { checkLabels } from './layout.ts'
import { type ImageManifest, mediaTypes } from './manifest.ts'
import { splitReference } from './reference.ts'

export type Appending = {
  /** References in the registry. */
  readonly base: string
  readonly target: string
  readonly entries: readonly Entry[]
  readonly command?: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** Where the layer is kept while it is sent; afterwards it is the caller's. */
  readonly file: string
  readonly compression?: Compression
}
type Config = {
  config?: { Entrypoint?: string[]; Cmd?: string[]; Labels?: Record<string, string> | null }
  rootfs: { diff_ids: string[] }
  history?: unknown[]
}

/**
 * Answers the digest of the new manifest. The layer is sent while it is compressed, and beside it all else that does not need its digest.
 * @throws Problem `image.base-missing`, `image.unsafe-entry`, `image.label-refused`, `registry.failed`, `registry.unreachable`
 */
export async function append(appending: Appending, registry: Registry): Promise<string> {
  const { base, target, labels } = appending
  checkLabels(labels)
  const entries = checkedEntries(appending.entries)
  const from = splitReference(base)
  const { repository, version } = splitReference(target)
  const [{ manifest, config }, layer] = await Promise.all([
    readBase(base, registry).then(async (found) => {
      if (from.repository !== repository)
        await Promise.all(
          found.manifest.layers.map((one) => registry.mountBlob(repository, one.digest, from.repository)),
        )
      return found
    }),
    sendLayer(entries, repository, appending, registry),
  ])
  const text = JSON.stringify(configWith(config, layer, appending))
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  await registry.putBlob(repository, digest, text)
  const { mediaType, size } = layer
  return registry.putManifest(repository, version, {
    mediaType: mediaTypes.manifest,
    text: JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: { mediaType: mediaTypes.config, digest, size: Buffer.byteLength(text) },
      layers: [...manifest.layers, { mediaType, digest: layer.digest, size }],
    }),
  })
}

async function readBase(
  base: string,
  registry: Registry,
): Promise<{ manifest: ImageManifest; config: Config }> {
  const { repository, version } = splitReference(base)
  const found = await registry.getManifest(repository, version)
  if (!found) throw new Problem('image.base-missing', { base })
  const manifest = JSON.parse(found.text) as ImageManifest
  const config = JSON.parse(await registry.getBlob(repository, manifest.config.digest)) as Config
  checkLabels(config.config?.Labels ?? {})
  return { manifest, config }
}

async function sendLayer(
  entries: readonly Entry[],
  repository: string,
  { file, compression = 'zstd' }: Appending,
  registry: Registry,
): Promise<Layer> {
  const growing = await growingFile(file)
  try {
    const layer = packLayer(tarOf(entries), growing, compression)
    layer.catch(() => {}) // the upload meets the same failure
    const digest = () => layer.then((one) => one.digest)
    await registry.uploadBlob(repository, { read: growing.read, digest })
    return await layer
  } finally {
    await growing.close()
  }
}

/** An entry point of the base would swallow the command, so it goes where a command is given. */
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
