/** The address where a cloud answers, kept in its folder: set once with `up`, read by every later command. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { jsonOr, keptJson } from '@opads/kernel/kept-json'
import { Problem } from '@opads/kernel/problem'
import { writeDurably } from '@opads/world/durable'
import { defaults, type Words } from './words.ts'

type Address = Pick<Words, 'listen' | 'domain'>

const fileOf = (folder: string) => join(folder, 'address.json')

/**
 * Options of the command line come first, then the cloud's folder, then the defaults.
 * @throws Problem `up.listens-elsewhere`: existing hosts cannot change their published port; `file.unreadable`
 */
export async function withAddress(words: Words, folder: string): Promise<Words> {
  const known = await knownAddress(words, fileOf(folder))
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

/** A damaged file is ignored when the options replace all of it, and by `down`. */
async function knownAddress({ cloud, verb, listen, domain }: Words, path: string): Promise<Partial<Address>> {
  const text = await readFile(path, 'utf8').catch(() => '{}')
  const otherwise = verb === 'down' || (listen !== '' && domain !== '') ? {} : undefined
  const hint = `Say again what stood there: opads up --cloud ${cloud} --listen ADDRESS:PORT --domain NAME. Or take the cloud down: opads down --cloud ${cloud}`
  return otherwise ? jsonOr(text, otherwise) : keptJson(text, path, hint)
}

/** What a run would keep in the place of what is kept. */
export async function addressAhead(words: Words, folder: string): Promise<readonly string[]> {
  const { domain } = await knownAddress(words, fileOf(folder))
  return domain === undefined || domain === words.domain
    ? []
    : [`keeps the domain ${words.domain} in the place of ${domain}`]
}

/** Without hosts the next `up` may choose another address. */
export const forgetAddress = (folder: string): Promise<void> => rm(fileOf(folder), { force: true })

export async function keepAddress({ listen, domain }: Address, folder: string): Promise<void> {
  await writeDurably(fileOf(folder), `${JSON.stringify({ listen, domain })}\n`)
}
