/** Brings an image of the local store to a registry: only the blobs that it lacks, a few at once, the manifest last. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from '@opads/world/registry'
import { type Image, referenceOf, registryName } from './contract.ts'

type Descriptor = { readonly digest: string; readonly size: number }
export type Manifest = {
  readonly config: Descriptor & { readonly mediaType: string }
  readonly layers: readonly (Descriptor & { readonly mediaType: string })[]
}

/** Answers the bytes that were sent; 0 when the registry had all of it. */
export async function push(image: Image, registry: Registry): Promise<number> {
  const [repository, tag] = splitReference(referenceOf(image.name, image.version))
  if ((await registry.getManifest(repository, tag))?.digest === image.digest) return 0
  const blob = (digest: string) => join(image.layout, 'blobs/sha256', digest.slice('sha256:'.length))
  const text = await readFile(blob(image.digest), 'utf8')
  const manifest = JSON.parse(text) as Manifest
  let sent = 0
  await Promise.all(
    [manifest.config, ...manifest.layers].map(async ({ digest, size }) => {
      if (await registry.hasBlob(repository, digest)) return
      await registry.uploadBlob(repository, digest, blob(digest))
      sent += size
    }),
  )
  await registry.putManifest(repository, tag, text)
  return sent
}

/** `host:port/opads/etcd:3.7.3` → `['opads/etcd', '3.7.3']`; a digest may stand for the tag. */
export function splitReference(reference: string): readonly [repository: string, tag: string] {
  const path = reference.startsWith(`${registryName}/`) ? reference.slice(registryName.length + 1) : reference
  const at = path.includes('@') ? path.indexOf('@') : path.lastIndexOf(':')
  return [path.slice(0, at), path.slice(at + 1)]
}
