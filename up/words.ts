/** What the verbs of `up`, `status`, `doctor` and `down` were given, as one type. Pure. */
import { readCall } from '@opads/command/read-call'
import { nouns, type verbs } from './verbs.ts'

type Verb = keyof typeof verbs
export type Words = {
  readonly verb: Verb
  readonly cloud: string
  readonly size: 'single'
  /** `127.0.0.1:8443`; empty when not given. */
  readonly listen: string
  /** `main.localhost`; empty when not given. */
  readonly domain: string
  /** Path of cluster.yml; empty when not given. */
  readonly file: string
  /** Id of the last step to run; empty when not given. */
  readonly until: string
  /** Names of optional parts. */
  readonly with: readonly string[]
  readonly without: readonly string[]
  readonly isDryRun: boolean
  readonly isJson: boolean
  readonly isConfirmed: boolean
  readonly purge: boolean
}

export const defaults = { listen: '127.0.0.1:8443' } as const

type Given = {
  readonly cloud: string
  readonly json: boolean
  readonly listen?: string | undefined
  readonly domain?: string | undefined
  readonly file?: string | undefined
  readonly until?: string | undefined
  readonly with?: readonly string[] | undefined
  readonly without?: readonly string[] | undefined
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly purge?: boolean
}

export const wordsOf = (verb: Verb, given: Given): Words => ({
  verb,
  cloud: given.cloud,
  size: 'single',
  listen: given.listen ?? '',
  domain: given.domain ?? '',
  file: given.file ?? '',
  until: given.until ?? '',
  with: namesIn(given.with),
  without: namesIn(given.without),
  isDryRun: given.dryRun === true,
  isJson: given.json,
  isConfirmed: given.yes === true,
  purge: given.purge === true,
})

/** Given one by one, or several with commas. */
const namesIn = (given: readonly string[] = []) => given.flatMap((text) => text.split(',')).filter(Boolean)

/** @throws Problem `use.invalid` with every fault */
export function readWords([verb, ...rest]: readonly string[]): Words {
  const call = readCall(nouns.find(({ name }) => name === verb)!, rest, 100)
  if ('page' in call) throw new Error(`${verb} has no words for a page of help`)
  return wordsOf(verb as Verb, call.given as unknown as Given)
}
