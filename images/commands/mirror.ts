/** `opads images mirror`: copies an image between registries (all platforms), or between a registry and the store. */
import { Problem } from '@opads/kernel/problem'
import type { Registry } from '@opads/world/registry'
import { copyImage, type ImageSource } from '../copy.ts'
import { keepImported } from '../keep-imported.ts'
import { namedImages } from '../named-images.ts'
import { percentNote } from '../percent-note.ts'
import { layoutSource, registrySource, registryTarget } from '../places.ts'
import { type Reference, splitReference } from '../reference.ts'
import { registryAccess } from '../registry-access.ts'
import type { Tools, Words } from './tools.ts'

const store = 'store:'

export async function mirror(words: Words, tools: Tools): Promise<void> {
  const [from, to] = words.names
  if (from === undefined || to === undefined)
    throw invalid('opads images mirror', 'SOURCE and DESTINATION are needed')
  const [source, target] = [placeOf(from), placeOf(to)]
  if (source.registry === '' && target.registry === '')
    throw invalid(to, 'SOURCE and DESTINATION are both the store')
  const opened = new Map<string, Registry>()
  const open = async (host: string) => {
    const registry = opened.get(host) ?? tools.open(await registryAccess(host, words, tools))
    opened.set(host, registry)
    return registry
  }
  const options = { onProgress: percentNote(from, tools.note) }
  const copyFrom = async (origin: ImageSource, reference: string) => {
    if (target.registry === '') {
      const image = await keepImported(target.repository, target.version, origin, reference, tools, options)
      return tools.say(words.isJson ? JSON.stringify(image) : `● ${to}   ${image.digest}   ${image.layout}`)
    }
    const neighbour = source.registry === target.registry ? source.repository : undefined
    const place = registryTarget(await open(target.registry), target.repository, neighbour)
    const copied = await copyImage(origin, reference, place, target.version, options)
    const sent = `${(copied.sentBytes / 2 ** 20).toFixed(1)} MiB sent`
    tools.say(
      words.isJson
        ? JSON.stringify({ source: from, target: to, ...copied })
        : `● ${to}   ${copied.digest}   ${sent}`,
    )
  }
  try {
    if (source.registry !== '')
      await copyFrom(registrySource(await open(source.registry), source.repository), source.version)
    else
      for await (const image of namedImages('mirror', { ...words, names: [from.slice(store.length)] }, tools))
        await copyFrom(layoutSource(image.layout), image.digest)
  } finally {
    for (const registry of opened.values()) registry.close()
  }
}

const invalid = (source: string, faults: string) => new Problem('input.invalid', { source, count: 1, faults })

/** The store is a reference with an empty registry. */
function placeOf(text: string): Reference {
  if (text.startsWith(store)) return { ...splitReference(text.slice(store.length)), registry: '' }
  const place = splitReference(text)
  if (place.registry === '') throw invalid(text, 'it names no registry; what lies in the store is store:NAME')
  return place
}
