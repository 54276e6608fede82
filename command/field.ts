/** Words and options of a verb, as data from which parsing, help, completion and the reference page are made. Pure. */

/** Names of things that completion can ask the cloud for. */
export type NameKind =
  | 'application'
  | 'tenant'
  | 'user'
  | 'token'
  | 'cloud'
  | 'file'
  | 'step'
  | 'part'
  | 'artifact'
  | 'image'
  | 'bench'
  | 'story'

/** A parsed value, or why it cannot be parsed: "takes a whole number". */
export type Reading<T> = { readonly value: T } | { readonly fault: string }

/** `T`: what the verb receives. A flag has no `value`; `value` is how help names it: `NAME`. */
export type Field<T = unknown> = {
  readonly say: string
  readonly value?: string
  readonly short?: string
  /** Key of the name that an option had before: it is still read, and stands in no help. */
  readonly formerly?: string
  readonly choices?: readonly string[]
  readonly names?: NameKind
  readonly isRequired: boolean
  readonly isMany: boolean
  /** The value if nothing is given. */
  readonly fallback: T | undefined
  /** What help says of it where the command line finds a better one. */
  readonly otherwise?: string
  readonly read: (text: string) => Reading<unknown>
}
export type Fields = Readonly<Record<string, Field>>
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never }

export const flag = (say: string, short?: string): Field<boolean> => ({
  ...one<boolean>(say, () => ({ value: true })),
  ...(short !== undefined && { short }),
  isRequired: false,
  fallback: false,
})

export const text = (value: string, say: string, names?: NameKind): Field<string> => ({
  ...one<string>(say, (given) => (given === '' ? { fault: 'takes a word, not nothing' } : { value: given })),
  value,
  ...(names !== undefined && { names }),
})

export const choice = <const T extends string>(choices: readonly T[], say: string): Field<T> => ({
  ...one<T>(say, (given) =>
    choices.includes(given as T) ? { value: given } : { fault: `takes ${listed(choices)}, not "${given}"` },
  ),
  value: choices.join('|'),
  choices,
})

export const whole = (value: string, say: string, min: number, max: number): Field<number> => ({
  ...one<number>(say, (given) =>
    /^\d{1,9}$/.test(given) && Number(given) >= min && Number(given) <= max
      ? { value: Number(given) }
      : { fault: `takes a whole number from ${min} to ${max}, not "${given}"` },
  ),
  value,
})

/** Restricts the values of a field. */
export const shaped = <T>(field: Field<string>, read: (text: string) => Reading<T>): Field<T> =>
  ({ ...field, read }) as unknown as Field<T>

export const optional = <T>(field: Field<T>): Field<T | undefined> => ({ ...field, isRequired: false })
export const withDefault = <T>(field: Field<T>, fallback: T): Field<T> => ({
  ...field,
  isRequired: false,
  fallback,
})
/** For one release after an option got another name. */
export const renamed = <T>(field: Field<T>, formerly: string): Field<T> => ({ ...field, formerly })
/** A word: one or more; an option: any number. */
export const many = <T>(field: Field<T>): Field<readonly T[]> => ({
  ...field,
  isMany: true,
  fallback: undefined,
})
export const shortened = <T>(field: Field<T>, short: string): Field<T> => ({ ...field, short })

/** `dryRun` → `--dry-run` */
export const optionName = (key: string): string =>
  `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** All names of an option, today's first. */
export const optionNames = (key: string, { formerly }: Field): readonly string[] =>
  [key, ...(formerly === undefined ? [] : [formerly])].map(optionName)

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`

const one = <T>(say: string, read: Field['read']): Field<T> => ({
  say,
  isRequired: true,
  isMany: false,
  fallback: undefined,
  read,
})

export const isFlag = (field: Field): boolean => field.value === undefined
