/** Checks that `docs/problems.md` shows the tables of problems and that each code is used. `--write` rewrites the page. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { problems } from '@opads/kernel/problem'
import { repositoryFiles, root } from './files.ts'

const page = join(root, 'docs/problems.md')
const rows = Object.entries(problems).map(
  ([code, kind]) =>
    `| \`${code}\` | ${kind.status} | ${kind.exit} | ${kind.retry ? 'yes' : 'no'} | ${cell(kind.say)}<br>${cell(kind.zh)} | ${cell(kind.next)}<br>${cell(kind.nextZh)} |`,
)
const text = `# Problems

Every failure that the cloud names. CLI, API and console show the same code. This page is made from \`kernel/problems/\` by \`npm run fix\`.

| code | HTTP | exit | try again | sentence | what to do |
|---|---|---|---|---|---|
${rows.join('\n')}
`
if (process.argv.includes('--write')) await writeFile(page, text)
const faults: string[] = []
if ((await readFile(page, 'utf8').catch(() => '')) !== text)
  faults.push('docs/problems.md is not up to date: npm run fix')

const files = (await repositoryFiles()).filter(
  (path) => /\.tsx?$/.test(path) && !path.startsWith('kernel/problems/'),
)
const source = (await Promise.all(files.map((path) => readFile(join(root, path), 'utf8')))).join('\n')
for (const code of Object.keys(problems)) {
  if (!source.includes(`'${code}'`)) faults.push(`${code} stands in kernel/problems but nothing uses it`)
}
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length === 0 ? 0 : 1

function cell(words: string): string {
  return words.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
