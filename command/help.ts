/** Renders pages of help from the definitions: all commands, a noun, a verb. Pure. */
import type { CommandEntry } from './entry.ts'
import { type Field, type Fields, isFlag, optionName } from './field.ts'
import { padded, textWidth, wrapped } from './text-width.ts'
import { commonOptions, type Noun, optionsOf, partsOf, type Verb } from './verb.ts'

const exitCodes =
  'Exit codes: 0 done, 1 failed, 2 wrong use or input, 3 not allowed, 4 not found, 5 conflict, 6 something is not there or did not answer.'

export function help(commands: readonly CommandEntry[]): string {
  const groups = [...new Set(commands.map((entry) => entry.group))]
  const width = Math.max(...commands.map((entry) => entry.name.length)) + 2
  const section = (group: string) =>
    [
      group,
      ...commands
        .filter((entry) => entry.group === group)
        .map((entry) => `  ${entry.name.padEnd(width)}${entry.say}`),
    ].join('\n')
  return `Opads: a private container cloud on your own machines.\n\nUse: opads COMMAND [words]    opads COMMAND --help\n\n${groups.map(section).join('\n\n')}\n\n${exitCodes}\n`
}

/** @param prefix only verbs under it: `config` of `opads app config --help` */
export function nounHelp(noun: Noun, width: number, prefix: readonly string[] = []): string {
  const verbs = noun.verbs.filter(
    (one) => !one.isHidden && prefix.every((part, index) => partsOf(one)[index] === part),
  )
  const rows = verbs.map((one) => [shortUsage(noun, one), one.say] as const)
  const examples = verbs.flatMap((one) => one.examples.slice(0, 1)).slice(0, 4)
  return [
    `${noun.say}.`,
    '',
    `Use: opads ${[noun.name, ...prefix].join(' ')} VERB [words]    opads ${noun.name} VERB --help`,
    '',
    ...columns(rows, width),
    '',
    ...examples.map((example) => `  opads ${example}`),
    '',
  ].join('\n')
}

export function verbHelp(noun: Noun, one: Verb, width: number): string {
  const own = Object.entries(optionsOf(noun, one)).filter(([key]) => !(key in commonOptions))
  const common = Object.entries(optionsOf(noun, one)).filter(([key]) => key in commonOptions)
  const section = (rows: readonly (readonly [string, string])[]) =>
    rows.length === 0 ? [] : ['', ...columns(rows, width)]
  return [
    `${one.say}.`,
    '',
    ...wrapped(`Use: ${kept(usage(noun, one))}`, width, 7).map((line) => line.replaceAll('\u00a0', ' ')),
    ...section(Object.entries(one.words ?? {}).map(([key, field]) => [wordName(key, field), field.say])),
    ...section([...own, ...common].map(([key, field]) => [optionLabel(key, field), optionSay(field)])),
    ...(one.notes ? ['', ...one.notes.flatMap((note) => wrapped(note, width))] : []),
    '',
    ...one.examples.map((example) => `  opads ${example}`),
    '',
  ].join('\n')
}

/** An option and its value stay on one line. */
const kept = (text: string) => text.replaceAll(/\[[^\]]*\]/g, (part) => part.replaceAll(' ', '\u00a0'))

/** `opads app deploy APPLICATION --to sit|uat|prod [--wait]`; common options are left out. */
export function usage(noun: Noun, one: Verb): string {
  const options = Object.entries(optionsOf(noun, one))
    .filter(([key]) => !(key in commonOptions))
    .sort(([, a], [, b]) => Number(b.isRequired) - Number(a.isRequired))
    .map(([key, field]) => {
      const text = isFlag(field) ? optionName(key) : `${optionName(key)} ${field.value}`
      return field.isRequired ? text : `[${text}]${field.isMany ? '…' : ''}`
    })
  return one.isRaw
    ? [`opads ${noun.name}`, ...options, 'WORDS…'].join(' ')
    : [`opads ${shortUsage(noun, one)}`, ...options].join(' ')
}

export function optionLabel(key: string, field: Field): string {
  const name = field.short === undefined ? optionName(key) : `-${field.short}, ${optionName(key)}`
  return isFlag(field) ? name : `${name} ${field.value}`
}

export const wordName = (key: string, field: Field): string => field.value ?? key.toUpperCase()

export function optionSay(field: Field): string {
  const notes = [
    ...(field.isRequired ? ['must be given'] : []),
    ...(field.isMany ? ['as often as wanted'] : []),
    ...elseOf(field),
  ]
  return notes.length === 0 ? field.say : `${field.say} (${notes.join(', ')})`
}

function elseOf({ fallback, otherwise }: Field): readonly string[] {
  const taken = otherwise ?? fallback
  return taken === undefined || taken === false ? [] : [`else ${String(taken)}`]
}

function shortUsage(noun: Noun, one: Verb): string {
  return [noun.name, ...partsOf(one), ...wordsOf(one.words ?? {}), ...(one.isRaw ? ['WORDS…'] : [])].join(' ')
}

const wordsOf = (words: Fields) =>
  Object.entries(words).map(([key, field]) => {
    const name = `${wordName(key, field)}${field.isMany ? '…' : ''}`
    return field.isRequired ? name : `[${name}]`
  })

function columns(rows: readonly (readonly [string, string])[], width: number): readonly string[] {
  const left = Math.min(Math.max(...rows.map(([label]) => textWidth(label))), 40)
  return rows.flatMap(([label, say]) => {
    const [first = '', ...rest] = wrapped(say, Math.max(30, width - left - 5))
    const indent = ' '.repeat(left + 5)
    return textWidth(label) > left
      ? [`  ${label}`, ...[first, ...rest].map((line) => indent + line)]
      : [`  ${padded(label, left)}   ${first}`, ...rest.map((line) => indent + line)]
  })
}
