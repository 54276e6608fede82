/** One definition per command, from which parsing, help, completion and `docs/cli.md` are made. Pure. */
import { cloudElse, dryRunOption } from './common-fields.ts'
import { type Field, type Fields, flag, optional, optionNames, text, type ValuesOf } from './field.ts'

/**
 * What a verb prints. `answer`: one value at its end, as text or, with `--json`, as JSON. `stream`: it prints itself while it works, with
 * `--json` as JSON, and `notes` say what. `foreign`: what another program or a person's shell prints; it takes no `--json`.
 */
export type Output = 'answer' | 'stream' | 'foreign'

export type VerbOf<W extends Fields, O extends Fields> = {
  /** `config set`; empty for a noun that is its own verb, such as `login`. */
  readonly name: string
  readonly say: string
  readonly words?: W
  readonly options?: O
  /** Lines under the options: what happens, what is kept. */
  readonly notes?: readonly string[]
  /** Words after `opads`. */
  readonly examples: readonly string[]
  /** Takes all words unparsed, for another program; its own options stand before them. */
  readonly isRaw?: boolean
  /** Only for programs, not in help. */
  readonly isHidden?: boolean
  /** It writes through the API of a cloud: it takes `--dry-run`. */
  readonly isWrite?: boolean
  /** Else `answer`. */
  readonly output?: Output
}
export type Verb = VerbOf<Fields, Fields>
export type Noun<V extends Verb = Verb> = {
  readonly name: string
  readonly say: string
  /** Whether its verbs talk to a cloud, and so take `--cloud`. */
  readonly isRemote: boolean
  /** Its verbs are done by a room's own program; they show no times, and so do not take `--utc`. */
  readonly isRoom?: boolean
  readonly verbs: readonly V[]
}

export const commonOptions = {
  json: flag('for programs: the shapes of the API, problems on standard error too'),
  utc: flag('exact times in UTC instead of "2 h ago"'),
  help: flag('this page', 'h'),
}
const roomOptions = {
  json: flag('for programs: JSON on standard output, problems as JSON on standard error'),
  help: commonOptions.help,
}
export const cloudOption: Field<string | undefined> = optional(
  text('NAME', `which cloud; else ${cloudElse}`, 'cloud'),
)

/** All options of a verb, common ones last. */
export const optionsOf = (noun: Noun, one: Verb): Fields =>
  one.isRaw === true
    ? (one.options ?? {})
    : {
        ...one.options,
        ...(one.isWrite && { dryRun: dryRunOption }),
        ...(noun.isRemote && one.options?.cloud === undefined && { cloud: cloudOption }),
        ...(one.output === 'foreign'
          ? { help: commonOptions.help }
          : noun.isRoom
            ? roomOptions
            : commonOptions),
      }

/** The verbs of a room by their names, `'debian list'`. A handler for each is in the room's `main.ts`. */
export type Verbs = Readonly<Record<string, Omit<Verb, 'name'>>>

/** Keeps the types of words, options and output between a room's definition and its handler. */
export const define = <
  const W extends Fields = Fields,
  const O extends Fields = Fields,
  const P extends Output = 'answer',
>(
  one: Omit<VerbOf<W, O>, 'name' | 'output'> & { readonly output?: P },
): Omit<VerbOf<W, O>, 'name' | 'output'> & { readonly output?: P } => one

export const roomNoun = (name: string, say: string, verbs: Verbs): Noun => ({
  name,
  say,
  isRemote: false,
  isRoom: true,
  verbs: Object.entries(verbs).map(([verb, one]) => ({ ...one, name: verb })),
})

/** What a handler receives: the values of words and options. */
export type GivenOf<V> =
  V extends Omit<VerbOf<infer W, infer O>, 'name'>
    ? (Fields extends W ? unknown : ValuesOf<W>) &
        (Fields extends O ? unknown : ValuesOf<O>) & { readonly json: boolean }
    : never

/** The verb that the first words name, longest name first, and the words after it. */
export function findVerb<V extends Verb>(
  noun: Noun<V>,
  words: readonly string[],
): { readonly verb: V; readonly rest: readonly string[] } | undefined {
  const byLength = noun.verbs
    .map((one) => ({ one, parts: partsOf(one) }))
    .sort((a, b) => b.parts.length - a.parts.length)
  const found = byLength.find(({ parts }) => parts.every((part, index) => words[index] === part))
  return found && { verb: found.one, rest: words.slice(found.parts.length) }
}

/** How the verb that these words name is given its cloud. */
export function cloudOptionNames(noun: Noun, words: readonly string[]): readonly string[] {
  const found = findVerb(noun, words)
  const field = found && optionsOf(noun, found.verb).cloud
  return field ? optionNames('cloud', field) : []
}

export const partsOf = (one: Verb): readonly string[] => (one.name === '' ? [] : one.name.split(' '))
