/** `opads images push`: pushes images of the store to the registry of a cloud. */
import { registryName } from '../contract.ts'
import { namedImages } from '../named-images.ts'
import { percentNote } from '../percent-note.ts'
import { push as pushImage } from '../push.ts'
import { registryAccess } from '../registry-access.ts'
import type { Tools, Words } from './tools.ts'

export async function push(words: Words, tools: Tools): Promise<void> {
  const registry = tools.open(await registryAccess(registryName, words, tools))
  try {
    for await (const image of namedImages('push', words, tools)) {
      const { sentBytes } = await pushImage(image, registry, percentNote(image.name, tools.note))
      const { name, version, digest } = image
      tools.done(name)
      tools.say(
        words.isJson
          ? JSON.stringify({ name, version, digest, sentBytes })
          : `● ${name}:${version}   ${(sentBytes / 2 ** 20).toFixed(1)} MiB sent`,
      )
    }
  } finally {
    registry.close()
  }
}
