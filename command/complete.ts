/** Candidates for the word at the cursor, from the definitions; names of things are asked for. Pure but for `names`. */
import type { CommandEntry } from './entry.ts'
import { type Field, type Fields, isFlag, type NameKind, optionName, optionNames } from './field.ts'
import { findVerb, type Noun, optionsOf, partsOf, type Verb } from './verb.ts'

type Candidate = { readonly word: string; readonly say: string }
type Outside = {
  readonly nounOf: (command: string) => Promise<Noun | undefined>
  readonly names: (kind: NameKind) => Promise<readonly string[]>
}

/** @param words after `opads`; the last one is being typed and may be empty */
export async function complete(
  words: readonly string[],
  commands: readonly CommandEntry[],
  { nounOf, names }: Outside,
): Promise<readonly Candidate[]> {
  const partial = words.at(-1) ?? ''
  const starting = (candidates: readonly Candidate[]) =>
    candidates.filter(({ word }) => word.startsWith(partial))
  if (words.length <= 1) return starting(commands.map(({ name, say }) => ({ word: name, say })))
  const noun = await nounOf(words[0]!)
  if (!noun) return []
  const typed = words.slice(1, -1)
  const found = findVerb(noun, typed)
  const verbs = found && found.verb.name !== '' ? [] : verbWords(noun, typed)
  if (!found) return starting(verbs)
  return [...starting(verbs), ...(await ofVerb(noun, found.verb, found.rest, partial, names))]
}

/** The next word of verbs that begin with what was typed. */
function verbWords(noun: Noun, typed: readonly string[]): readonly Candidate[] {
  const next = noun.verbs
    .filter(
      (one) =>
        !one.isHidden &&
        partsOf(one).length > typed.length &&
        typed.every((word, index) => partsOf(one)[index] === word),
    )
    .map((one) => ({ word: partsOf(one)[typed.length]!, say: one.say }))
  return next.filter(({ word }, index) => next.findIndex((other) => other.word === word) === index)
}

async function ofVerb(
  noun: Noun,
  verb: Verb,
  typed: readonly string[],
  partial: string,
  names: Outside['names'],
): Promise<readonly Candidate[]> {
  const options = optionsOf(noun, verb)
  const before = optionNamed(options, typed.at(-1))
  // What stands behind the words of another program is that program's.
  if (verb.isRaw && plainCount(typed, options) > 0) return []
  const inline = /^(--[\w-]+)=(.*)$/s.exec(partial)
  if (inline) {
    const values = await valuesOf(optionNamed(options, inline[1]), names)
    return values
      .map((word) => `${inline[1]}=${word}`)
      .filter((word) => word.startsWith(partial))
      .map(bare)
  }
  if (before && !isFlag(before))
    return (await valuesOf(before, names)).filter((word) => word.startsWith(partial)).map(bare)
  if (partial.startsWith('-'))
    return optionCandidates(options, typed).filter(({ word }) => word.startsWith(partial))
  const field = wordAt(verb.words ?? {}, plainCount(typed, options))
  return (await valuesOf(field, names)).filter((word) => word.startsWith(partial)).map(bare)
}

const bare = (word: string): Candidate => ({ word, say: '' })

async function valuesOf(field: Field | undefined, names: Outside['names']): Promise<readonly string[]> {
  if (field?.choices) return field.choices
  return field?.names === undefined || field.names === 'file' ? [] : names(field.names)
}

function optionNamed(options: Fields, word: string | undefined): Field | undefined {
  if (word === undefined) return undefined
  return Object.entries(options).find(
    ([key, field]) => optionNames(key, field).includes(word) || word === shortName(field),
  )?.[1]
}

const shortName = ({ short }: Field) => (short === undefined ? undefined : `-${short}`)

/** Options that were not given yet. */
function optionCandidates(options: Fields, typed: readonly string[]): readonly Candidate[] {
  return Object.entries(options)
    .filter(
      ([key, field]) =>
        field.isMany ||
        !typed.some(
          (word) =>
            word === shortName(field) ||
            optionNames(key, field).some((name) => word === name || word.startsWith(`${name}=`)),
        ),
    )
    .map(([key, { say }]) => ({ word: optionName(key), say }))
}

function plainCount(typed: readonly string[], options: Fields): number {
  return typed.filter((word, index) => {
    if (word.startsWith('-')) return false
    const before = optionNamed(options, typed[index - 1])
    return before === undefined || isFlag(before)
  }).length
}

function wordAt(words: Fields, index: number): Field | undefined {
  const fields = Object.values(words)
  return fields[index] ?? (fields.at(-1)?.isMany ? fields.at(-1) : undefined)
}
