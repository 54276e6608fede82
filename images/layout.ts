/** Writes an image as an OCI layout folder: layers, configuration, manifest, index. */
import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { StoredLayer } from './layer-store.ts'
import { layoutMark } from './manifest.ts'

export type ImageConfig = {
  readonly entrypoint?: readonly string[]
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly user?: string
  readonly workingFolder?: string
  /** Default: SIGTERM. */
  readonly stopSignal?: 'SIGQUIT' | 'SIGINT'
  readonly ports?: readonly number[]
  readonly labels?: Readonly<Record<string, string>>
}
const created = '2026-01-01T00:00:00Z'

/** Returns the manifest's digest. @throws Problem `image.label-refused` */
export async function writeLayout(
  folder: string,
  reference: string,
  layers: readonly StoredLayer[],
  config: ImageConfig,
): Promise<string> {
  checkLabels(config.labels ?? {})
  const blobs = join(folder, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })
  for (const layer of layers) {
    const place = join(blobs, layer.digest.slice(7))
    // EEXIST: the image has this layer twice. Across disks a link is not possible, so the file is copied.
    await link(layer.path, place).catch((failure: NodeJS.ErrnoException) =>
      failure.code === 'EEXIST' ? undefined : copyFile(layer.path, place),
    )
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
        layers.map((layer) => layer.diffId),
      ),
    ),
    layers: layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
  })
  await writeFile(join(folder, 'oci-layout'), layoutMark)
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

/** Refuses labels that containerd obeys (CVE-2026-53488: one of them runs a command as root). */
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
      ...(config.stopSignal && { StopSignal: config.stopSignal }),
      ...(config.labels && { Labels: config.labels }),
    },
    rootfs: { type: 'layers', diff_ids: diffIds },
    history: diffIds.map(() => ({ created, created_by: 'opads images' })),
  }
}
