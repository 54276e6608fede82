/** `opads images append`: adds a folder as a layer to an image in a registry. */
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { append as appendLayer } from '../append.ts'
import { pathEntries } from '../checkout.ts'
import { withDraft } from '../draft.ts'
import { splitReference } from '../reference.ts'
import { registryAccess } from '../registry-access.ts'
import type { Tools, Words } from './tools.ts'

export async function append(words: Words, tools: Tools): Promise<void> {
  const [base, target, folder] = words.names
  if (base === undefined || target === undefined || folder === undefined)
    throw new Problem('input.invalid', {
      source: 'opads images append',
      count: 1,
      faults: 'BASE, TARGET and FOLDER are needed',
    })
  const { registry: host } = splitReference(target)
  if (splitReference(base).registry !== host)
    throw new Problem('input.invalid', {
      source: 'opads images append',
      count: 1,
      faults: 'BASE and TARGET must lie in the same registry; mirror BASE first',
    })
  const entries = await pathEntries(folder, words.prefix).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw cause
    throw new Problem('input.invalid', { source: folder, count: 1, faults: 'there is no such folder' }, cause)
  })
  const registry = tools.open(await registryAccess(host, words, tools))
  const { compression } = words
  try {
    const digest = await withDraft('append', tools, (draft) =>
      appendLayer({ base, target, entries, labels: {}, file: join(draft, 'layer'), compression }, registry),
    )
    tools.say(words.isJson ? JSON.stringify({ target, digest }) : `● ${target}   ${digest}`)
  } finally {
    registry.close()
  }
}
