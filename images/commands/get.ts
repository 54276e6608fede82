/** `opads images get`: assembles missing images. */
import { namedImages } from '../named-images.ts'
import type { Tools, Words } from './tools.ts'

export async function get(words: Words, tools: Tools): Promise<void> {
  for await (const image of namedImages('get', words, tools)) {
    tools.done(image.name)
    tools.say(
      words.isJson
        ? JSON.stringify(image)
        : `● ${image.name}:${image.version}   ${image.digest}   ${image.layout}`,
    )
  }
}
