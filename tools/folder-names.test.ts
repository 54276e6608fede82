/**
 * A checkout may be in any folder: a file URL writes a space as %20, so its path is not a path on disk, and a quote in a folder's name ends
 * a quoted string. Also, walks through a folder must not follow links out of it.
 */
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { repositoryFiles, root } from './files.ts'

const faults = {
  'take import.meta.dirname or fileURLToPath': /import\.meta\.url\)\s*\.pathname|fileURL\w*\.pathname/,
  'put it into a program by JSON.stringify': /(['"])\$\{(new URL\([^)]*import\.meta|import\.meta)/,
  'take world/walk.ts, which follows no links': /\breaddir(Sync)?\([^\n]*recursive: true/,
  'import() takes a URL, not a path': /\bimport\((import\.meta\.dirname|join\(|`\$\{import\.meta\.dirname)/,
} as const
const faultsIn = (text: string) =>
  Object.entries(faults).flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []))

test('no program takes the path of a file URL for a path on disk, or follows links', async () => {
  const files = (await repositoryFiles()).filter(
    (path) =>
      /\.[cm]?[jt]sx?$/.test(path) && !path.startsWith('samples/') && !path.endsWith('folder-names.test.ts'),
  )
  assert.ok(files.length > 300, `${files.length} files were looked at`)
  const found = await Promise.all(
    files.map(async (path) =>
      faultsIn(await readFile(join(root, path), 'utf8')).map((what) => `${path}: ${what}`),
    ),
  )
  assert.deepEqual(found.flat(), [])
})
test('what is looked for is found', () => {
  for (const line of [
    "const home = new URL('..', import.meta.url).pathname",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of a program
    "`import { x } from '${new URL('./x.ts', import.meta.url).href}'`",
    "await import(join(folder, 'main.ts'))",
    'await readdir(folder, { recursive: true })',
  ])
    assert.equal(faultsIn(line).length, 1, line)
  assert.deepEqual(faultsIn("join(import.meta.dirname, '..')"), [])
})
