/** Checks that `docs/cli.md` shows the definitions of the command line. `--write` rewrites the page. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commands } from '@opads/cli/commands'
import { nounOf } from '@opads/cli/nouns'
import { reference } from '@opads/command/reference'
import { root } from './files.ts'

const page = join(root, 'docs/cli.md')
const nouns = await Promise.all(commands.map(({ name }) => nounOf(commands, name)))
const text = reference(
  commands,
  nouns.filter((noun) => noun !== undefined),
)
if (process.argv.includes('--write')) await writeFile(page, text)
if ((await readFile(page, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('docs/cli.md is not up to date: npm run fix\n')
  process.exitCode = 1
}
