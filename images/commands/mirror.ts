/** `opads images mirror`: copies an image between registries (all platforms), or between a registry and the store. */
import type { Answer } from '@opads/command/handlers'
import { invalidInput } from '@opads/kernel/invalid-input'
import type { Registry } from '@opads/world/registry'
import { copyImage, type ImageSource } from '../copy.ts'
import { keepImported } from '../keep-imported.ts'
import { namedImages } from '../named-images.ts'
import { percentNote } from '../percent-note.ts'
import { layoutSource, registrySource, registryTarget } from '../places.ts'
import { type Reference, splitReference } from '../reference.ts'
import { registryAccess } from '../registry-access.ts'
import type { Tools, Words } from './tools.ts'

const command = 'opads images mirror'
const store = 'store:'

export async function mirror(words: Words, tools: Tools): Promise<Answer> {
  const [from, to] = words.names as readonly [string, string] // required by verbs.ts
  const [source, target] = [placeOf(from), placeOf(to)]
  if (source.registry === '' && target.registry === '')
    throw invalidInput(command, [
      { path: 'DESTINATION', message: 'must be a registry where SOURCE is the store' },
    ])
  const opened = new Map<string, Registry>()
  const open = async (host: string) => {
    const registry = opened.get(host) ?? tools.open(await registryAccess(host, words, tools))
    opened.set(host, registry)
    return registry
  }
  const options = { onProgress: percentNote(from, tools.note) }
  const copyFrom = async (origin: ImageSource, reference: string): Promise<Answer> => {
    if (target.registry === '') {
      const image = await keepImported(target.repository, target.version, origin, reference, tools, options)
      return { json: image, text: `● ${to}   ${image.digest}   ${image.layout}\n` }
    }
    const neighbour = source.registry === target.registry ? source.repository : undefined
    const place = registryTarget(await open(target.registry), target.repository, neighbour)
    const copied = await copyImage(origin, reference, place, target.version, options)
    const sent = `${(copied.sentBytes / 2 ** 20).toFixed(1)} MiB sent`
    return { json: { source: from, target: to, ...copied }, text: `● ${to}   ${copied.digest}   ${sent}\n` }
  }
  try {
    if (source.registry !== '')
      return await copyFrom(registrySource(await open(source.registry), source.repository), source.version)
    const named = namedImages('mirror', { ...words, names: [from.slice(store.length)] }, tools)
    const { value: image } = await named.next()
    try {
      return await copyFrom(layoutSource(image!.layout), image!.digest)
    } finally {
      await named.return(undefined) // releases the store
    }
  } finally {
    for (const registry of opened.values()) registry.close()
  }
}

/** The store is a reference with an empty registry. */
function placeOf(text: string): Reference {
  if (text.startsWith(store)) return { ...splitReference(text.slice(store.length)), registry: '' }
  const place = splitReference(text)
  if (place.registry === '')
    throw invalidInput(command, [
      { path: text, message: 'names no registry; an image of the store is store:NAME' },
    ])
  return place
}
