/** One definition per command, from which parsing, help, completion and `docs/cli.md` are made. Pure. */
import { type Field, type Fields, flag, optional, text, type ValuesOf } from './field.ts'
import type { Page } from './page.ts'
import type { Tools } from './tools.ts'

/** The result of a verb: `json` for programs, `text` for people; one of them is printed. */
export type Answer = {
  readonly json: unknown
  readonly text: (page: Page) => string
  /** Printed to standard error besides the answer, such as that of a run that failed. */
  readonly failure?: Error
}

type Given<W extends Fields, O extends Fields> = ValuesOf<W> & ValuesOf<O> & ValuesOf<typeof commonOptions>

export type VerbOf<W extends Fields, O extends Fields> = {
  /** `config set`; empty for a noun that is its own verb, such as `login`. */
  readonly name: string
  readonly say: string
  readonly words?: W
  readonly options?: O
  /** Lines under the options: what happens, what is kept. */
  readonly notes?: readonly string[]
  /** Words after `opads NOUN`. */
  readonly examples: readonly string[]
  /** Takes all words unparsed, options too, for another program. */
  readonly isRaw?: boolean
  /** Only for programs, not in help. */
  readonly isHidden?: boolean
  readonly run: (
    given: Given<W, O> & { readonly rest: readonly string[] },
    tools: Tools,
  ) => Promise<Answer | number>
}
export type Verb = VerbOf<Fields, Fields>
export type Noun = {
  readonly name: string
  readonly say: string
  /** Whether its verbs talk to a cloud, and so take `--cloud`. */
  readonly isRemote: boolean
  readonly verbs: readonly Verb[]
}

export const commonOptions = {
  json: flag('for programs: the shapes of the API, problems on standard error too'),
  utc: flag('exact times in UTC instead of "2 h ago"'),
  help: flag('this page', 'h'),
}
export const cloudOption: Field<string | undefined> = optional(
  text('NAME', 'which cloud; else the one that was signed in to last', 'cloud'),
)

/** Keeps the types of words and options between the definition and `run`. */
export const verb = <const W extends Fields, const O extends Fields>(one: VerbOf<W, O>): Verb =>
  one as unknown as Verb

/** All options of a verb, common ones last. */
export const optionsOf = (noun: Noun, one: Verb): Fields =>
  one.isRaw === true
    ? {}
    : {
        ...one.options,
        ...(noun.isRemote && one.options?.cloud === undefined && { cloud: cloudOption }),
        ...commonOptions,
      }

/** The verb that the first words name, longest name first, and the words after it. */
export function findVerb(
  noun: Noun,
  words: readonly string[],
): { readonly verb: Verb; readonly rest: readonly string[] } | undefined {
  const byLength = noun.verbs
    .map((one) => ({ one, parts: partsOf(one) }))
    .sort((a, b) => b.parts.length - a.parts.length)
  const found = byLength.find(({ parts }) => parts.every((part, index) => words[index] === part))
  return found && { verb: found.one, rest: words.slice(found.parts.length) }
}

export const partsOf = (one: Verb): readonly string[] => (one.name === '' ? [] : one.name.split(' '))
