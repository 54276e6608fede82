/** Reads the words after a noun: which verb with which values, or which page of help. Pure. */
import { meant } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import { asksHelp } from './asked.ts'
import { nounHelp, usage, verbHelp } from './help.ts'
import { parse } from './parse.ts'
import { findVerb, type Noun, optionsOf, partsOf, type Verb } from './verb.ts'

export type Given = Readonly<Record<string, unknown>> & { readonly rest: readonly string[] }
/** `isFault`: the page is shown because no verb was named. */
type Call<V extends Verb> =
  | { readonly verb: V; readonly given: Given }
  | { readonly page: string; readonly isFault: boolean }

const widest = 100

/**
 * @param width of the terminal, for a page of help
 * @throws Problem `use.invalid` with every fault
 */
export function readCall<V extends Verb>(noun: Noun<V>, words: readonly string[], width: number): Call<V> {
  const found = findVerb(noun, words)
  if (!found) return withoutVerb(noun, words, width)
  const { verb, rest } = found
  if (asksHelp(verb.isRaw ? rest.slice(0, 1) : rest))
    return { page: verbHelp(noun, verb, Math.min(width, widest)), isFault: false }
  if (verb.isRaw) return { verb, given: { rest } }
  const { values, faults } = parse(rest, verb.words ?? {}, optionsOf(noun, verb))
  if (faults.length > 0) throw wrongUse(faults, usage(noun, verb))
  return { verb, given: { ...values, rest } }
}

/** No verb, or an unknown one: help if asked for, else the nearest verb. */
function withoutVerb(noun: Noun, words: readonly string[], width: number) {
  const named = words.filter((word) => !word.startsWith('-'))
  const prefix = prefixOf(noun, named)
  if (asksHelp(words) || prefix.length === named.length)
    return { page: nounHelp(noun, Math.min(width, widest), prefix), isFault: !asksHelp(words) }
  const wrong = named[prefix.length]!
  const here = [noun.name, ...prefix].join(' ')
  const known = noun.verbs
    .filter((one) => !one.isHidden && prefix.every((part, index) => partsOf(one)[index] === part))
    .map((one) => partsOf(one)[prefix.length] ?? '')
  throw wrongUse(
    [`There is no "opads ${here} ${wrong}"${meant(wrong, known)}`],
    `opads ${here} ${[...new Set(known)].join('|')}`,
  )
}

/** The first words of a verb that has several. */
function prefixOf(noun: Noun, words: readonly string[]): readonly string[] {
  const isPrefix = (parts: readonly string[]) =>
    noun.verbs.some((one) => parts.every((part, index) => partsOf(one)[index] === part))
  const length = words.findIndex((_, index) => !isPrefix(words.slice(0, index + 1)))
  return length === -1 ? words : words.slice(0, length)
}

/** Words that are each right, and wrong together or here: every fault at once. */
export const wrongUse = (faults: readonly string[], usageLine: string): Problem =>
  new Problem('use.invalid', {
    sentence: faults.length === 1 ? faults[0] : `${faults.length} things are wrong:`,
    faults,
    usage: usageLine,
  })
