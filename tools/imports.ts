/** Checks the import rules of the rooms, that each exported name is used, and that `docs/imports.txt` is up to date. `--write` rewrites that file. */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { repositoryFiles, root } from './files.ts'
import { faultsOf, type Import, roomTable } from './import-rules.ts'
import { unusedExports } from './unused-exports.ts'

const golden = join(root, 'docs/imports.txt')
const texts = await readTexts()
const imports = importsOf(texts)
const table = roomTable(imports)

if (process.argv.includes('--write')) await writeFile(golden, table)
const faults = [...faultsOf(imports), ...unusedExports(texts, imports)]
const known = await readFile(golden, 'utf8').catch(() => '')
if (known !== table)
  faults.push('docs/imports.txt is not up to date: npm run fix, then look at the new arrows')
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length === 0 ? 0 : 1

async function readTexts(): Promise<ReadonlyMap<string, string>> {
  const files = (await repositoryFiles()).filter(
    (path) => /\.tsx?$/.test(path) && !path.startsWith('samples/'),
  )
  return new Map(
    await Promise.all(files.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)),
  )
}

function importsOf(texts: ReadonlyMap<string, string>): Import[] {
  const found: Import[] = []
  for (const [from, text] of texts) {
    const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm
    for (const match of text.matchAll(pattern)) {
      const name = match[2] ?? match[3]!
      const to = name.startsWith('.')
        ? normalize(join(dirname(from), name))
        : name.replace(/^@opads\/([\w-]+)$/, '$1').replace(/^@opads\//, '')
      found.push({
        from,
        to: name.startsWith('@opads/') ? `${to}.ts` : to,
        isType: match[1] !== undefined || match[3] !== undefined, // `import()` runs later: no cycle at start
        isOutside: !name.startsWith('.') && !name.startsWith('@opads/'),
      })
    }
  }
  return found
}
