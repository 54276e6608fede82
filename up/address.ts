/** Where a cloud answers, kept in its folder: said once with `up`, known to every later command. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@opads/kernel/problem'
import { defaults, type Words } from './words.ts'

export type Address = Pick<Words, 'listen' | 'domain'>

const fileOf = (folder: string) => join(folder, 'address.json')

/**
 * Words that were said come first, then what the folder has, then the defaults.
 * @throws Problem `up.listens-elsewhere`: hosts that are there publish their port once and for all
 */
export async function withAddress(words: Words, folder: string): Promise<Words> {
  const text = await readFile(fileOf(folder), 'utf8').catch(() => '{}')
  const known = JSON.parse(text) as Partial<Address>
  if (words.listen !== '' && known.listen !== undefined && words.listen !== known.listen)
    throw new Problem('up.listens-elsewhere', {
      cloud: words.cloud,
      known: known.listen,
      wanted: words.listen,
    })
  return {
    ...words,
    listen: words.listen || (known.listen ?? defaults.listen),
    domain: words.domain || (known.domain ?? `${words.cloud}.localhost`),
  }
}

/** Hosts that are gone listen nowhere. */
export const forgetAddress = (folder: string): Promise<void> => rm(fileOf(folder), { force: true })

export async function keepAddress({ listen, domain }: Address, folder: string): Promise<void> {
  await writeFile(`${fileOf(folder)}.new`, `${JSON.stringify({ listen, domain })}\n`)
  await rename(`${fileOf(folder)}.new`, fileOf(folder))
}
