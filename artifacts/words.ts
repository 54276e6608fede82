/** Parses the arguments of `opads artifacts`. Pure. */
import { parseArgs } from 'node:util'
import { nearest } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import type { Recipe } from './recipe.ts'
import { recipes } from './recipes.ts'

export const page = `Use: opads artifacts VERB    [--json] [--help]
  list                       recipes, which of them are in the cache, and how long the others take
  needs NAME… [--json]       what building those that are missing takes, and where
  go                         which Go starts a build
  get NAME… [--keep-caches]  build what is missing; two at once wait for each other
  verify                     compare every file in the cache with its digest
  prune [--dry-run] [--unused-for DAYS]
                             drop artifacts that no recipe of this checkout asks for and nobody got for 7 days,
                             and cut Go's caches back to 1 GiB

  --keep-caches   leave Go's caches as they are after the build, since more builds follow
  --json          one JSON value a line on standard output; progress as JSON lines on standard error
`

const verbs = ['list', 'needs', 'go', 'get', 'verify', 'prune'] as const
export type Words = {
  readonly verb: (typeof verbs)[number] | 'help'
  /** Recipes by name, for `get` and `needs`. */
  readonly wanted: readonly Recipe[]
  readonly isJson: boolean
  readonly isDryRun: boolean
  /** 0 deletes what only other checkouts need. */
  readonly unusedForDays: number
  readonly keepsCaches: boolean
}

const options = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  'dry-run': { type: 'boolean', default: false },
  'unused-for': { type: 'string', default: '7' },
  'keep-caches': { type: 'boolean', default: false },
} as const
const onlyFor: Readonly<Record<string, string>> = {
  'dry-run': 'prune',
  'unused-for': 'prune',
  'keep-caches': 'get',
}

/** @throws Problem `input.invalid` with every fault, `artifact.unknown` where only names are wrong */
export function readWords(argv: readonly string[]): Words {
  const { values, positionals, tokens } = parseArgs({ args: [...argv], strict: false, tokens: true, options })
  const [verb, ...names] = positionals
  const isVerb = verbs.some((known) => known === verb)
  if (values.help || (verb === undefined && argv.length === 0))
    return { verb: 'help', wanted: [], isJson: false, isDryRun: false, unusedForDays: 7, keepsCaches: false }
  const takesNames = verb === 'get' || verb === 'needs'
  const unknown = names.filter((name) => !recipes.some((recipe) => recipe.name === name))
  const faults = [
    ...(verb === undefined ? [`a verb is needed: ${verbs.join(', ')}`] : []),
    ...(verb !== undefined && !isVerb ? [`there is no verb "${verb}"${meant(verb, verbs)}`] : []),
    ...tokens.flatMap((token) => {
      if (token.kind !== 'option') return []
      if (!(token.name in options))
        return [`${token.rawName} is not known${meant(token.name, Object.keys(options), '--')}`]
      if (token.name === 'unused-for' && !/^\d{1,4}$/.test(token.value ?? ''))
        return [`${token.rawName} takes a number of days`]
      if (token.name !== 'unused-for' && token.value !== undefined) return [`${token.rawName} takes no value`]
      const owner = onlyFor[token.name]
      return isVerb && owner !== undefined && owner !== verb ? [`${token.rawName} belongs to ${owner}`] : []
    }),
    ...(takesNames && names.length === 0 ? ['at least one NAME is needed: opads artifacts list'] : []),
    ...(isVerb && !takesNames ? names.map((name) => `"${name}" is one word too many`) : []),
  ]
  if (faults.length > 0) {
    if (takesNames) faults.push(...unknown.map((name) => `there is no recipe ${named(name)}`))
    throw new Problem('input.invalid', {
      source: 'opads artifacts',
      count: faults.length,
      faults: faults.join('; '),
    })
  }
  if (unknown.length > 0)
    throw new Problem('artifact.unknown', {
      artifacts: unknown.map(named).join(', '),
      known: known.join(', '),
    })
  return {
    verb: verb as Words['verb'],
    wanted: recipes.filter((recipe) => names.includes(recipe.name)),
    isJson: values.json === true,
    isDryRun: values['dry-run'] === true,
    unusedForDays: Number(values['unused-for']),
    keepsCaches: values['keep-caches'] === true,
  }
}

const known = recipes.map((recipe) => recipe.name)
const named = (name: string) => `"${name}"${meant(name, known)}`

/** ` (did you mean x?)`, or an empty text. */
function meant(word: string, words: readonly string[], before = ''): string {
  const near = nearest(word, words)
  return near === undefined ? '' : ` (did you mean ${before}${near}?)`
}
