/** `opads version` */
import { readFile } from 'node:fs/promises'

export async function run(words: readonly string[]): Promise<number> {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  const facts = { version, node: process.versions.node }
  process.stdout.write(
    words.includes('--json') ? `${JSON.stringify(facts)}\n` : `opads ${version}, Node ${facts.node}\n`,
  )
  return 0
}
