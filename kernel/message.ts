/**
 * What programs report to people: a code and its facts, rendered in a language where it is shown. A problem is a message too, with
 * its code and facts. This file imports no table, so a browser bundles only the tables that it shows. Pure.
 */
import type { MessageKind } from './message-kind.ts'
import type { MessageCode, messages } from './messages.ts'

export type Language = 'en' | 'zh'
export type Message = { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }
/** A list of texts is rendered with commas, a list of messages with semicolons. */
type Fact = string | number | Message | readonly (string | Message)[]
export type Kinds = Readonly<Record<string, MessageKind>>

type FactNames<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? (Name extends `${infer Count}|${string}` ? Count : Name) | FactNames<Rest>
  : never
type FactsOf<C extends MessageCode> = {
  readonly [Name in FactNames<(typeof messages)[C]['say']>]: Fact
}

/** A message of the tables; its facts are those that its sentence names. */
export const said = <C extends MessageCode>(
  code: C,
  ...[facts]: keyof FactsOf<C> extends never ? [] : [facts: FactsOf<C>]
): Message => bounded({ code, facts: facts ?? {} })

const mostCharacters = 4000
const mostItems = 50
const mostDepth = 8 // a fault of an input is four: fault, place, its facts, a text

/** A message that PostgreSQL and people can take: long texts and lists are cut, zero bytes and half characters replaced. */
export const bounded = ({ code, facts }: Message): Message => ({
  code: code.slice(0, 100),
  facts: boundedFacts(facts, 0),
})

function boundedFacts(facts: Message['facts'], depth: number): Message['facts'] {
  const kept = Object.entries(facts).slice(0, mostItems)
  return Object.fromEntries(kept.map(([name, value]) => [name.slice(0, 100), boundedFact(value, depth)]))
}

function boundedFact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, mostCharacters).toWellFormed().replaceAll('\0', '␀')
  if (Array.isArray(value)) return value.slice(0, mostItems).map((one) => boundedFact(one, depth + 1))
  if (value === null || typeof value !== 'object') return value
  return depth >= mostDepth ? '…' : boundedFacts(value as Message['facts'], depth + 1)
}

export function isMessage(value: unknown): value is Message {
  if (value === null || typeof value !== 'object') return false
  const { code, facts } = value as Partial<Message>
  return typeof code === 'string' && facts !== null && typeof facts === 'object'
}

/** The sentence of a message. A code that the tables do not have is shown as it is. */
export const render = ({ code, facts }: Message, language: Language, kinds: Kinds): string =>
  Object.hasOwn(kinds, code)
    ? fill(kinds[code]![language === 'zh' ? 'zh' : 'say'], facts, language, kinds)
    : code

const place = /\{(\w+)(?:\|([^{|}]+)\|([^{|}]+))?\}/g

/** Replaces each `{fact}` by its value in words, `{count|fault|faults}` by "1 fault" or "2 faults"; unknown names stay as they are. */
export const fill = (sentence: string, facts: Message['facts'], language: Language, kinds: Kinds): string =>
  sentence.replace(place, (whole, name: string, one?: string, many?: string) => {
    if (!Object.hasOwn(facts, name)) return whole
    const words = inWords(facts[name], language, kinds)
    return one === undefined ? words : `${words} ${words === '1' ? one : many}`
  })

function inWords(value: unknown, language: Language, kinds: Kinds): string {
  if (isMessage(value)) return render(value, language, kinds)
  if (!Array.isArray(value)) return String(value)
  if (value.length === 0) return language === 'zh' ? '无' : 'none'
  const [comma, semicolon] = language === 'zh' ? ['，', '；'] : [', ', '; ']
  return value.map((one) => inWords(one, language, kinds)).join(value.every(isMessage) ? semicolon : comma)
}

/** A message in words; `text` where there is no message (an old row) or a newer program sent a code that is not known here. */
export const textOf = (
  message: Message | null | undefined,
  text: string,
  language: Language,
  kinds: Kinds,
): string => (message && Object.hasOwn(kinds, message.code) ? render(message, language, kinds) : text)
