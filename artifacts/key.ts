/** The key of an artifact: a digest of everything that its bytes depend on. Pure. */
import { createHash } from 'node:crypto'
import { commonFlags, goToolchain, type Recipe } from './recipe.ts'

/**
 * @param files all source files of the build: path in its module folder → content; the folder's own path is not part of the key
 * @param compiler key of the C compiler
 */
export function keyOf(
  recipe: Recipe,
  files: Readonly<Record<string, string | Uint8Array>>,
  compiler?: string,
): string {
  const { estimateSeconds: _, ...inputs } = recipe
  const parts = [
    goToolchain,
    ...commonFlags,
    JSON.stringify(inputs),
    ...Object.keys(files)
      .sort()
      .flatMap((name) => [name, files[name]!]),
    ...(compiler === undefined ? [] : [compiler]),
  ]
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex').slice(0, 32)
}
