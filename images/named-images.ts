/** The images that a command's arguments name: imported ones, and defined ones, which are assembled where they are missing. */
import { invalidInput } from '@opads/kernel/invalid-input'
import { Problem } from '@opads/kernel/problem'
import { artifactNames, assemble } from './assemble.ts'
import type { Tools, Words } from './commands/tools.ts'
import type { Image } from './contract.ts'
import type { Definition } from './definition.ts'
import { definitionNamed, definitions } from './definitions.ts'
import { importedImages, useStore } from './store.ts'
import { wholeDigest } from './whole.ts'

/** Holds the store's lock until the caller has taken the last image. @throws Problem `image.unknown`, `image.damaged` */
export async function* namedImages(verb: string, { names }: Words, tools: Tools): AsyncGenerator<Image> {
  refuseNone(verb, names)
  const imported = await importedImages(tools.root)
  const find = (name: string) =>
    imported.find((one) => one.name === name || `${one.name}:${one.version}` === name)
  // Every name is checked before the first image is made.
  const wanted = names.map((name) =>
    definitions.some((one) => one.name === name)
      ? definitionNamed(name)
      : (find(name) ?? definitionNamed(name)),
  )
  const defined = wanted.filter((one) => 'layers' in one)
  const assembleTools = { ...tools, getArtifact: artifactsOf(defined, tools) }
  const release = await useStore(tools)
  try {
    for (const one of wanted) {
      if ('layout' in one) yield await checked(one, tools)
      else {
        tools.begins(one.name)
        yield await assemble(one, assembleTools)
      }
    }
  } finally {
    await release()
  }
}

/** An imported image cannot be made again, so a damaged one is refused. @throws Problem `image.damaged` */
async function checked(image: Image, { digest }: Tools): Promise<Image> {
  if ((await wholeDigest(image.layout, digest)) === image.digest) return image
  throw new Problem('image.damaged', { what: `${image.name}:${image.version}`, where: image.layout })
}

/** @throws Problem `input.invalid` */
export function refuseNone(verb: string, names: readonly string[]): void {
  if (names.length > 0) return
  throw invalidInput(`opads images ${verb}`, [{ path: 'NAME', message: 'at least one is needed' }])
}

/** The first call gets all artifacts of these definitions at once. */
export function artifactsOf(definitions: readonly Definition[], { getArtifacts }: Tools) {
  const names = [...new Set(definitions.flatMap(artifactNames))]
  let all: ReturnType<Tools['getArtifacts']> | undefined
  return async (name: string) => {
    all ??= getArtifacts(names)
    return (await all).find((one) => one.name === name)!
  }
}
