/** Parses words into the values of a verb, or reports every fault at once. Pure. */
import { parseArgs } from 'node:util'
import { meant } from '@opads/kernel/nearest'
import { type Field, type Fields, isFlag, optionName, optionNames } from './field.ts'

type Parsed = {
  readonly values: Readonly<Record<string, unknown>>
  readonly faults: readonly string[]
}

export function parse(argv: readonly string[], words: Fields, options: Fields): Parsed {
  const known = new Map(
    Object.entries(options).flatMap(([key, field]) =>
      optionNames(key, field).map((name) => [name.slice(2), { key, field }] as const),
    ),
  )
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      [...known].map(([name, { field }]) => [
        name,
        {
          type: isFlag(field) ? 'boolean' : 'string',
          multiple: true,
          ...(field.short && { short: field.short }),
        },
      ]),
    ),
  })
  const given = new Map<string, string[]>()
  const plain: string[] = []
  // A word behind an unknown option may be its value: one too many is then no second fault.
  const perhapsValues = new Set<string>()
  const faults: string[] = []
  for (const [at, token] of tokens.entries()) {
    const before = tokens[at - 1]
    if (token.kind === 'positional') plain.push(token.value)
    if (token.kind === 'positional' && before?.kind === 'option' && !known.has(before.name))
      perhapsValues.add(token.value)
    if (token.kind !== 'option') continue
    const option = known.get(token.name)
    const { value } = token
    if (!option)
      faults.push(
        `${token.rawName} is not known${meant(token.rawName, Object.keys(options).map(optionName))}`,
      )
    else if (isFlag(option.field) && value !== undefined) faults.push(`${token.rawName} takes no value`)
    else if (isFlag(option.field)) given.set(option.key, [''])
    else if (value === undefined || (value.startsWith('-') && value !== '-' && !token.inlineValue))
      faults.push(`${token.rawName} takes a value: ${option.field.value}`)
    else given.set(option.key, [...(given.get(option.key) ?? []), value])
  }
  const extra = placeWords(plain, words, given).filter((word) => !perhapsValues.has(word))
  faults.push(...extra.map((word) => `"${word}" is one word too many`))
  const values: Record<string, unknown> = {}
  for (const [key, field] of [...Object.entries(words), ...Object.entries(options)]) {
    const label = key in words ? wordLabel(key, field) : optionName(key)
    const read = readField(label, field, given.get(key) ?? [])
    values[key] = read.value
    faults.push(...read.faults)
  }
  return { values, faults }
}

/** Assigns words to fields in order; returns those that are left over. */
function placeWords(
  plain: readonly string[],
  words: Fields,
  given: Map<string, string[]>,
): readonly string[] {
  let left = plain
  for (const [key, field] of Object.entries(words)) {
    const taken = field.isMany ? left : left.slice(0, 1)
    if (taken.length > 0) given.set(key, [...taken])
    left = left.slice(taken.length)
  }
  return left
}

function readField(
  label: string,
  field: Field,
  texts: readonly string[],
): { value: unknown; faults: string[] } {
  if (texts.length === 0)
    return { value: field.fallback, faults: field.isRequired ? [`${label} is missing: ${field.say}`] : [] }
  if (texts.length > 1 && !field.isMany)
    return { value: undefined, faults: [`${label} is given ${texts.length} times`] }
  const readings = texts.map((text) => ({ text, reading: field.read(text) }))
  const faults = readings.flatMap(({ text, reading }) =>
    'fault' in reading ? [`${label} ${reading.fault}${meant(text, field.choices ?? [])}`] : [],
  )
  const values = readings.flatMap(({ reading }) => ('value' in reading ? [reading.value] : []))
  return { value: field.isMany ? values : values[0], faults }
}

/** The label of a word with choices is its name, not the list of choices. */
const wordLabel = (key: string, field: Field) =>
  field.choices || field.value === undefined ? key.toUpperCase() : field.value
