/** One more layer on an image of a registry, without running anything: what a build ends with. */
import { createHash } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import type { Registry } from '@opads/world/registry'
import type { Entry } from './entry.ts'
import { writeLayer } from './layer.ts'
import { checkLabels } from './layout.ts'
import { type Manifest, splitReference } from './push.ts'

export type Appending = {
  /** References in the registry. */
  readonly base: string
  readonly target: string
  readonly entries: readonly Entry[]
  readonly command?: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** Where the layer is written before it is sent. */
  readonly file: string
}
type Config = {
  config: { Entrypoint?: string[]; Cmd?: string[]; Labels?: Record<string, string> }
  rootfs: { diff_ids: string[] }
  history?: unknown[]
}

/** Answers the digest of the new manifest. @throws Problem `image.base-missing`, `image.unsafe-entry`, `registry.failed` */
export async function append(
  { base, target, entries, command, labels, file }: Appending,
  registry: Registry,
): Promise<string> {
  checkLabels(labels)
  const [baseRepository, baseTag] = splitReference(base)
  const [repository, tag] = splitReference(target)
  const found = await registry.getManifest(baseRepository, baseTag)
  if (!found) throw new Problem('image.base-missing', { base })
  const manifest = JSON.parse(found.text) as Manifest
  const config = JSON.parse(await registry.getBlob(baseRepository, manifest.config.digest)) as Config
  const layer = await writeLayer(entries, file)
  const { Entrypoint: _, ...inner } = config.config
  const text = JSON.stringify({
    ...config,
    config: {
      ...(command ? { ...inner, Cmd: command } : config.config),
      Labels: { ...config.config.Labels, ...labels },
    },
    rootfs: { ...config.rootfs, diff_ids: [...config.rootfs.diff_ids, layer.diffId] },
    history: [...(config.history ?? []), { created: '2026-01-01T00:00:00Z', created_by: 'opads build' }],
  })
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
  await Promise.all([
    ...manifest.layers.map(async (one) => {
      if (!(await registry.hasBlob(repository, one.digest)))
        await registry.mountBlob(repository, one.digest, baseRepository)
    }),
    registry
      .hasBlob(repository, layer.digest)
      .then((has) => (has ? undefined : registry.uploadBlob(repository, layer.digest, file))),
    registry.putBlob(repository, digest, text),
  ])
  const { mediaType, size } = layer
  return registry.putManifest(
    repository,
    tag,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: manifest.config.mediaType, digest, size: Buffer.byteLength(text) },
      layers: [...manifest.layers, { mediaType, digest: layer.digest, size }],
    }),
  )
}
