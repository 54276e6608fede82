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
  if (await isPushed(image, registry)) return { digest: image.digest, sentBytes: 0, presentBytes: 0 }
  const { repository, version } = placeOf(image)
  return copyImage(layoutSource(image.layout), image.digest, registryTarget(registry, repository), version, {
    ...(onProgress && { onProgress }),
  })
}

/** Whether the registry's tag has the image as it is here. */
export async function isPushed(image: Image, registry: Registry): Promise<boolean> {
  const { repository, version } = placeOf(image)
  return (await registry.getManifest(repository, version))?.digest === image.digest
}

const placeOf = ({ name, version }: Image) => splitReference(referenceOf(name, version))
