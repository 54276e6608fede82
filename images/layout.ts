/** Writes an image as an OCI layout folder: blobs by digest, a configuration, a manifest, an index. */
import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Entry } from './entry.ts'
import { writeLayer } from './layer.ts'

export type ImageConfig = {
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly user?: string
  readonly workingFolder?: string
  readonly ports?: readonly number[]
  readonly labels?: Readonly<Record<string, string>>
}
const created = '2026-01-01T00:00:00Z'

/** Answers the manifest's digest. @throws Problem `image.label-refused`, `image.unsafe-entry` */
export async function writeLayout(
  folder: string,
  reference: string,
  layers: readonly (readonly Entry[])[],
  config: ImageConfig,
): Promise<string> {
  checkLabels(config.labels ?? {})
  const blobs = join(folder, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })
  const written = []
  for (const [index, entries] of layers.entries()) {
    const draft = join(folder, `layer-${index}`)
    const layer = await writeLayer(entries, draft)
    await rename(draft, join(blobs, layer.digest.slice(7)))
    written.push(layer)
  }
  const blob = async (mediaType: string, value: unknown) => {
    const text = JSON.stringify(value)
    const hex = createHash('sha256').update(text).digest('hex')
    await writeFile(join(blobs, hex), text)
    return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(text) }
  }
  const manifest = await blob('application/vnd.oci.image.manifest.v1+json', {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: await blob(
      'application/vnd.oci.image.config.v1+json',
      configOf(
        config,
        written.map((layer) => layer.diffId),
      ),
    ),
    layers: written.map(({ digest, size }) => ({
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      digest,
      size,
    })),
  })
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}')
  const annotations = {
    'org.opencontainers.image.ref.name': reference,
    'io.containerd.image.name': reference,
  }
  await writeFile(
    join(folder, 'index.json'),
    JSON.stringify({ schemaVersion: 2, manifests: [{ ...manifest, annotations }] }),
  )
  return manifest.digest
}

/** containerd reads orders from labels under its name (CVE-2026-53488: one of them runs a command as root). */
export function checkLabels(labels: Readonly<Record<string, string>>): void {
  for (const label of Object.keys(labels)) {
    if (label.startsWith('containerd.io/')) throw new Problem('image.label-refused', { label })
  }
}

function configOf(config: ImageConfig, diffIds: readonly string[]): unknown {
  return {
    created,
    architecture: 'amd64',
    os: 'linux',
    config: {
      ...(config.user && { User: config.user }),
      ...(config.ports && {
        ExposedPorts: Object.fromEntries(config.ports.map((port) => [`${port}/tcp`, {}])),
      }),
      Env: Object.entries({
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        ...config.environment,
      }).map(([name, value]) => `${name}=${value}`),
      ...(config.entrypoint && { Entrypoint: config.entrypoint }),
      ...(config.command && { Cmd: config.command }),
      ...(config.workingFolder && { WorkingDir: config.workingFolder }),
      ...(config.labels && { Labels: config.labels }),
    },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map(() => ({ created, created_by: 'opads images' })),
  }
}
