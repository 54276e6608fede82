/** Pushes an image of the local store to a registry; does nothing where the registry's tag has the same digest. */
import type { Registry } from '@opads/world/registry'
import { type Image, referenceOf } from './contract.ts'
import { type Copied, copyImage } from './copy.ts'
import { layoutSource, registryTarget } from './places.ts'
import { splitReference } from './reference.ts'

export async function push(
  image: Image,
  registry: Registry,
  onProgress?: (doneBytes: number, totalBytes: number) => void,
): Promise<Copied> {
  const { repository, version } = splitReference(referenceOf(image.name, image.version))
  const there = await registry.getManifest(repository, version)
  if (there?.digest === image.digest) return { digest: image.digest, sentBytes: 0, presentBytes: 0 }
  return copyImage(layoutSource(image.layout), image.digest, registryTarget(registry, repository), version, {
    ...(onProgress && { onProgress }),
  })
}
