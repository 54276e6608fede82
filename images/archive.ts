/** Opens images in a file: an OCI layout (folder or tar), or a tar of `docker save`, which is converted to an OCI layout folder. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, mkdir, readFile, readlink, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { isAbsolute, join, sep } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import { pathsBelow } from '@opads/world/walk'
import { growingFile } from './growing-file.ts'
import { packLayer } from './layer.ts'
import { blobPath, type Descriptor, layoutMark, mediaTypes } from './manifest.ts'

/** `names`: as in the file, the most complete first. */
export type ArchivedImage = { readonly digest: string; readonly names: readonly string[] }
type Archive = { readonly layout: string; readonly images: readonly ArchivedImage[] }

type Saved = {
  readonly Config: string
  readonly RepoTags: readonly string[] | null
  readonly Layers: readonly string[]
}
type Index = {
  readonly manifests: readonly (Descriptor & { readonly annotations?: Readonly<Record<string, string>> })[]
}

/** @param draft an empty folder to unpack into @throws Problem `image.not-an-image`, `image.damaged` */
export async function openArchive(file: string, draft: string, exec: Exec): Promise<Archive> {
  const facts = await stat(file).catch(() => undefined)
  if (!facts) throw unreadable(file, 'there is no such file')
  const folder = facts.isDirectory() ? file : await unpacked(file, draft, exec)
  const index = await json<Index>(join(folder, 'index.json'), file)
  if (index) return { layout: folder, images: index.manifests.map(namesOf) }
  const saved = await json<readonly Saved[]>(join(folder, 'manifest.json'), file)
  if (!saved) throw unreadable(file, 'it has neither index.json nor manifest.json')
  return fromDocker(saved, folder, join(draft, 'layout'), file)
}

const unreadable = (source: string, fault: string, cause?: unknown) =>
  new Problem('image.not-an-image', { source, fault }, cause)

/** GNU tar creates links that leave the folder last, so no file is written through them; then any such link is refused. */
async function unpacked(file: string, draft: string, exec: Exec): Promise<string> {
  const folder = join(draft, 'unpacked')
  await mkdir(folder, { recursive: true })
  const words = [
    '--extract',
    '--no-same-owner',
    '--no-same-permissions',
    '--file',
    file,
    '--directory',
    folder,
  ]
  await exec(['tar', ...words]).catch((failure: unknown) => {
    throw unreadable(
      file,
      failure instanceof Problem ? String(failure.facts.lastLine) : String(failure),
      failure,
    )
  })
  const top = await realpath(folder)
  for (const path of await pathsBelow(folder)) {
    const place = join(folder, path)
    if (!(await lstat(place)).isSymbolicLink()) continue
    const target = await realpath(place).catch(() => '')
    if (!target.startsWith(top + sep))
      throw unreadable(file, `${path} links out of it, to ${await readlink(place)}`)
  }
  return folder
}

function namesOf({ digest, annotations = {} }: Index['manifests'][number]): ArchivedImage {
  const names = [annotations['io.containerd.image.name'], annotations['org.opencontainers.image.ref.name']]
  return { digest, names: names.filter((name) => name !== undefined) }
}

async function fromDocker(
  saved: readonly Saved[],
  folder: string,
  layout: string,
  file: string,
): Promise<Archive> {
  await mkdir(join(layout, 'blobs/sha256'), { recursive: true })
  const put = async (mediaType: string, text: string): Promise<Descriptor> => {
    const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`
    await writeFile(join(layout, blobPath(digest)), text)
    return { mediaType, digest, size: Buffer.byteLength(text) }
  }
  const images: (ArchivedImage & { descriptor: Descriptor })[] = []
  for (const { Config, RepoTags, Layers } of saved) {
    for (const path of [Config, ...Layers])
      if (isAbsolute(path) || path.split('/').includes('..'))
        throw unreadable(file, `"${path}" leads out of it`)
    const text = await readFile(join(folder, Config), 'utf8').catch(() => {
      throw unreadable(file, `${Config} is missing`)
    })
    const diffIds = (JSON.parse(text) as { rootfs: { diff_ids: readonly string[] } }).rootfs.diff_ids
    const layers: Descriptor[] = []
    for (const [index, path] of Layers.entries())
      layers.push(await packed(join(folder, path), layout, diffIds[index], file))
    const config = await put(mediaTypes.config, text)
    const manifest = { schemaVersion: 2, mediaType: mediaTypes.manifest, config, layers }
    const descriptor = await put(mediaTypes.manifest, JSON.stringify(manifest))
    images.push({ digest: descriptor.digest, names: RepoTags ?? [], descriptor })
  }
  const manifests = images.map(({ descriptor }) => descriptor)
  await writeFile(join(layout, 'oci-layout'), layoutMark)
  await writeFile(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }))
  return { layout, images }
}

/** Compresses a layer of `docker save`, which is a plain tar. */
async function packed(
  tar: string,
  layout: string,
  diffId: string | undefined,
  file: string,
): Promise<Descriptor> {
  const draft = join(layout, 'layer')
  const out = await growingFile(draft)
  try {
    const layer = await packLayer(createReadStream(tar, { highWaterMark: 2 ** 20 }), out, 'zstd')
    if (layer.diffId !== diffId) throw new Problem('image.damaged', { what: diffId ?? tar, where: file })
    await rename(draft, join(layout, blobPath(layer.digest)))
    return { mediaType: layer.mediaType, digest: layer.digest, size: layer.size }
  } finally {
    await out.close()
  }
}

async function json<T>(path: string, file: string): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as T
  } catch (cause) {
    throw unreadable(file, `${path.split(sep).at(-1)} is no JSON`, cause)
  }
}
