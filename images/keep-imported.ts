/** Copies an image from a registry or layout folder into the store, under a name. */
import { rm } from 'node:fs/promises'
import { invalidInput } from '@opads/kernel/invalid-input'
import { Problem } from '@opads/kernel/problem'
import { type Image, referenceOf } from './contract.ts'
import { type CopyOptions, copyImage, type ImageSource } from './copy.ts'
import { definitions } from './definitions.ts'
import { layoutTarget } from './places.ts'
import { importedImages, importedPlace, placeWhole, type StoreTools, useStore } from './store.ts'

/** @param reference of the image in its source: tag or digest */
export async function keepImported(
  name: string,
  version: string,
  source: ImageSource,
  reference: string,
  tools: StoreTools,
  options: CopyOptions,
): Promise<Image> {
  if (definitions.some((one) => one.name === name))
    throw invalidInput('opads images', [
      { path: name, message: 'an image of ours has this name; give another with --name NAME:VERSION' },
    ])
  const found = await source.manifest(reference)
  if (!found) throw new Problem('image.not-found', { image: reference, where: source.where })
  const release = await useStore(tools)
  try {
    const place = importedPlace(tools.root, name, found.digest)
    const tag = referenceOf(name, version)
    await rm(place, { recursive: true, force: true }) // may have the same bytes under another version
    await placeWhole(place, async (draft) => {
      await copyImage(source, reference, layoutTarget(draft), tag, { ...options, isSinglePlatform: true })
    })
    const all = await importedImages(tools.root)
    const sameName = all.filter((one) => one.name === name && one.version === version)
    for (const older of sameName.filter(({ layout }) => layout !== place))
      await rm(older.layout, { recursive: true, force: true })
    return sameName.find(({ layout }) => layout === place)!
  } finally {
    await release()
  }
}
