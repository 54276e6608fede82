/** Sources and targets of copies: repositories of registries, and layout folders. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import type { ManifestAnswer, Registry } from '@opads/world/registry'
import type { ImageSource, ImageTarget } from './copy.ts'
import { blobPath, type Descriptor, layoutMark } from './manifest.ts'

export const registrySource = (registry: Registry, repository: string): ImageSource => ({
  where: `${registry.name}/${repository}`,
  manifest: (reference) => registry.getManifest(repository, reference),
  read: (digest, start) => registry.readBlob(repository, digest, start),
  text: (digest) => registry.getBlob(repository, digest),
})

/** @param from a repository of the same registry from which blobs can be mounted */
export const registryTarget = (registry: Registry, repository: string, from?: string): ImageTarget => ({
  has: (digest) => registry.hasBlob(repository, digest),
  takeOver: async (digest) => from !== undefined && registry.mountBlob(repository, digest, from),
  write: (digest, read, onBytes) =>
    registry.uploadBlob(repository, { read, digest: async () => digest, isWhole: () => true }, onBytes),
  putManifest: async (reference, manifest) => {
    await registry.putManifest(repository, reference, manifest)
  },
})

/** A layout folder. A reference is a digest or a name in the index; any tag where the folder has only one image. */
export const layoutSource = (folder: string): ImageSource => ({
  where: folder,
  manifest: async (reference) => {
    const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as {
      manifests: readonly (Descriptor & { readonly annotations?: Readonly<Record<string, string>> })[]
    }
    const one = index.manifests.find(
      ({ digest, annotations = {} }) =>
        digest === reference || Object.values(annotations).some((value) => value === reference),
    )
    const only =
      index.manifests.length === 1 && !reference.startsWith('sha256:') ? index.manifests[0] : undefined
    const digest = one?.digest ?? only?.digest ?? (reference.startsWith('sha256:') ? reference : undefined)
    if (digest === undefined) return undefined
    const text = await readFile(join(folder, blobPath(digest)), 'utf8').catch(() => undefined)
    if (text === undefined) return undefined
    checkDigest(createHash('sha256').update(text).digest('hex'), digest, folder)
    const { mediaType } = JSON.parse(text) as { mediaType?: string }
    return { digest, text, mediaType: mediaType ?? one?.mediaType ?? only?.mediaType ?? '' }
  },
  read: (digest, start) => createReadStream(join(folder, blobPath(digest)), { start }),
  text: (digest) => readFile(join(folder, blobPath(digest)), 'utf8'),
})

/** Writes a layout folder with one image. */
export function layoutTarget(folder: string): ImageTarget {
  const place = (digest: string) => join(folder, blobPath(digest))
  return {
    has: (digest) =>
      access(place(digest)).then(
        () => true,
        () => false,
      ),
    takeOver: async () => false,
    write: async (digest, read, onBytes) => {
      await mkdir(join(folder, 'blobs/sha256'), { recursive: true })
      const draft = `${place(digest)}.draft`
      const hash = createHash('sha256')
      const file = await open(draft, 'w')
      try {
        for await (const chunk of read(0)) {
          hash.update(chunk)
          await file.writeFile(chunk)
          onBytes(chunk.length)
        }
      } finally {
        await file.close()
      }
      checkDigest(hash.digest('hex'), digest, folder)
      await rename(draft, place(digest))
    },
    putManifest: async (reference, { digest, mediaType, text }: ManifestAnswer) => {
      await mkdir(join(folder, 'blobs/sha256'), { recursive: true })
      await writeFile(place(digest), text)
      const annotations = {
        'org.opencontainers.image.ref.name': reference,
        'io.containerd.image.name': reference,
      }
      const manifests = [{ mediaType, digest, size: Buffer.byteLength(text), annotations }]
      await writeFile(join(folder, 'oci-layout'), layoutMark)
      await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }))
    },
  }
}

function checkDigest(hex: string, digest: string, where: string): void {
  if (`sha256:${hex}` !== digest) throw new Problem('image.damaged', { what: digest, where })
}
