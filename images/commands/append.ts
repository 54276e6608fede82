/** `opads images append`: adds a folder as a layer to an image in a registry. */
import { join } from 'node:path'
import type { Answer } from '@opads/command/handlers'
import { invalidInput } from '@opads/kernel/invalid-input'
import { append as appendLayer } from '../append.ts'
import { pathEntries } from '../checkout.ts'
import { withDraft } from '../draft.ts'
import { splitReference } from '../reference.ts'
import { registryAccess } from '../registry-access.ts'
import type { Tools, Words } from './tools.ts'

const command = 'opads images append'

export async function append(words: Words, tools: Tools): Promise<Answer> {
  const [base, target, folder] = words.names as readonly [string, string, string] // required by verbs.ts
  const { registry: host } = splitReference(target)
  if (splitReference(base).registry !== host)
    throw invalidInput(command, [
      { path: 'TARGET', message: 'must lie in the same registry as BASE; mirror BASE first' },
    ])
  const entries = await pathEntries(folder, words.prefix).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause
    throw invalidInput(command, [{ path: 'FOLDER', message: `there is no folder ${folder}` }], cause)
  })
  const registry = tools.open(await registryAccess(host, words, tools))
  const { compression } = words
  try {
    const digest = await withDraft('append', tools, (draft) =>
      appendLayer({ base, target, entries, labels: {}, file: join(draft, 'layer'), compression }, registry),
    )
    return { json: { target, digest }, text: `● ${target}   ${digest}\n` }
  } finally {
    registry.close()
  }
}
