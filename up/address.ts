/** Where a cloud answers, kept in its folder: said once with `up`, known to every later command. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defaults, type Words } from './words.ts'

export type Address = Pick<Words, 'listen' | 'domain'>

const fileOf = (folder: string) => join(folder, 'address.json')

/** Words that were said come first, then what the folder has, then the defaults. */
export async function withAddress(words: Words, folder: string): Promise<Words> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => '{}')
  const known = JSON.parse(text) as Partial<Address>
  return {
    ...words,
    listen: words.listen || (known.listen ?? defaults.listen),
    domain: words.domain || (known.domain ?? `${words.cloud}.localhost`),
  }
}

export async function keepAddress({ listen, domain }: Address, folder: string): Promise<void> {
  await writeFile(`${fileOf(folder)}.new`, `${JSON.stringify({ listen, domain })}\n`)
  await rename(`${fileOf(folder)}.new`, fileOf(folder))
}
