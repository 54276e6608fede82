/** `opads images prepare`: makes the layers that need no program of `artifacts`, while those are still being built. */
import { prepare as prepareImage } from '../assemble.ts'
import { definitionNamed } from '../definitions.ts'
import { artifactsOf, refuseNone } from '../named-images.ts'
import { useStore } from '../store.ts'
import type { Tools, Words } from './tools.ts'

export async function prepare({ names, isJson }: Words, tools: Tools): Promise<void> {
  refuseNone('prepare', names)
  const definitions = names.map(definitionNamed) // every name is checked before the first layer is made
  const assembleTools = { ...tools, getArtifact: artifactsOf(definitions, tools) }
  const release = await useStore(tools)
  try {
    for (const definition of definitions) {
      tools.begins(definition.name)
      const { name } = definition
      const isAny = await prepareImage(definition, assembleTools)
      tools.done(name)
      if (isAny) tools.say(isJson ? JSON.stringify({ name }) : `● ${name}: what needs no program`)
    }
  } finally {
    await release()
  }
}
