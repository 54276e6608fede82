/** `opads images plan`: what `get` and `push` would do. Makes nothing, sends nothing, takes no lock. */
import type { Answer } from '@opads/command/handlers'
import { artifactNames, assemble } from '../assemble.ts'
import { type Image, type PlannedImage, registryName } from '../contract.ts'
import type { Definition } from '../definition.ts'
import { definitionNamed } from '../definitions.ts'
import { refuseNone } from '../named-images.ts'
import { NotMade } from '../not-made.ts'
import { isPushed } from '../push.ts'
import { registryAccess } from '../registry-access.ts'
import type { Tools, Words } from './tools.ts'

/** @param asksRegistry whether the cloud's registry is asked what it has. @throws Problem `image.unknown`, `up.no-cloud` */
export async function plan(words: Words, tools: Tools, asksRegistry: boolean): Promise<Answer> {
  refuseNone('plan', words.names)
  const wanted = words.names.map(definitionNamed)
  const found = await imagesThere(wanted, tools)
  const pushed = asksRegistry ? await pushedOf(found, words, tools) : undefined
  const rows = wanted.map(({ name }): PlannedImage => {
    const digest = found.get(name)?.digest ?? null
    return { name, digest, ...(pushed && { isPushed: pushed.has(name) }) }
  })
  return { json: rows, text: rows.map(lineOf).join('') }
}

/** Those that `get` would find, by name. */
async function imagesThere(wanted: readonly Definition[], tools: Tools): Promise<ReadonlyMap<string, Image>> {
  const names = [...new Set(wanted.flatMap(artifactNames))]
  const artifacts = names.length === 0 ? [] : await tools.artifactsThere(names)
  const getArtifact = async (name: string) => {
    const one = artifacts.find((artifact) => artifact.name === name)
    if (one === undefined) throw new NotMade()
    return one
  }
  const found = new Map<string, Image>()
  for (const definition of wanted)
    try {
      found.set(definition.name, await assemble(definition, { ...tools, getArtifact, onlyLooks: true }))
    } catch (failure) {
      if (!(failure instanceof NotMade)) throw failure
    }
  return found
}

/** Names of those that the registry has as they are here. */
async function pushedOf(
  found: ReadonlyMap<string, Image>,
  words: Words,
  tools: Tools,
): Promise<ReadonlySet<string>> {
  const registry = tools.open(await registryAccess(registryName, words, tools))
  try {
    const there = await Promise.all(
      [...found.values()].map(async (image) => ((await isPushed(image, registry)) ? [image.name] : [])),
    )
    return new Set(there.flat())
  } finally {
    registry.close()
  }
}

function lineOf({ name, digest, isPushed: pushed }: PlannedImage): string {
  const sent = pushed === undefined ? '' : pushed ? '   in the registry' : '   would be pushed'
  return digest === null
    ? `  ○ ${name.padEnd(26)}would be assembled${sent}\n`
    : `  ● ${name.padEnd(26)}${digest}${sent}\n`
}
