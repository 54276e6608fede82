/** `opads images list`: definitions and imported images. */
import type { Answer } from '@opads/command/handlers'
import { artifactNames } from '../assemble.ts'
import { definitions } from '../definitions.ts'
import { importedImages, markedImages } from '../store.ts'
import type { Tools, Words } from './tools.ts'

export async function list(_words: Words, { root }: Tools): Promise<Answer> {
  const defined = await Promise.all(
    definitions.map(async (one) => ({
      name: one.name,
      version: one.version,
      kind: 'defined',
      isInStore: (await markedImages(root, one.name)).length > 0,
      artifacts: artifactNames(one),
    })),
  )
  const imported = (await importedImages(root)).map(({ name, version }) => ({
    name, version, kind: 'imported', isInStore: true, artifacts: [],
  })) // biome-ignore format: one row
  const rows = [...defined, ...imported]
  const lines = rows.map((row) => {
    const from = row.kind === 'imported' ? 'imported' : row.artifacts.join(' ')
    return `  ${row.isInStore ? '●' : '○'} ${row.name.padEnd(26)}${row.version.padEnd(16)}${from}`.trimEnd()
  })
  return { json: rows, text: `${lines.join('\n')}\n` }
}
