/**
 * Translates the API's English sentences to Chinese: finds the template that a sentence was made from, and fills its facts into
 * the Chinese template. So the database holds one language only, and old rows are translated too. Pure.
 */
import { fill, problems } from '@opads/kernel/problem'
import { ours, theirs } from './sentences.ts'

/** Facts that may be sentences themselves. */
const sentences = new Set(['reason', 'said', 'lastLines', 'source', 'what', 'known'])
/** Facts that are lists of sentences, with their separators in English and Chinese. */
const lists: Readonly<Record<string, readonly [apart: string, together: string]>> = {
  faults: ['; ', '；'],
  clauses: [', ', '，'],
  settings: [', ', '，'],
}

type Template = {
  readonly pattern: RegExp
  readonly zh: string
  /** Number of fixed characters: of two matching templates, the one with more is the closer match. */
  readonly exactness: number
}
const templates: readonly Template[] = [
  ...Object.values(problems).flatMap(({ say, zh, next, nextZh }) => [
    [say, zh],
    [next, nextZh],
  ]),
  ...Object.entries(ours),
  ...Object.entries(theirs),
]
  .map(([english, zh]) => templateOf(english!, zh!))
  .filter(({ exactness }) => exactness > 0)
  .sort((a, b) => b.exactness - a.exactness)

/** A text that matches no template stays unchanged. */
export const inChinese = (text: string): string => found(text) ?? text

function found(text: string): string | undefined {
  for (const { pattern, zh } of templates) {
    const match = pattern.exec(text)
    if (!match) continue
    const facts = Object.entries(match.groups ?? {}).map(([name, fact]) => [name, factInChinese(name, fact)])
    return fill(zh, Object.fromEntries(facts))
  }
  return undefined
}

function factInChinese(name: string, fact: string): string {
  const [apart, together] = lists[name] ?? []
  if (apart !== undefined) return fact.split(apart).map(clauseInChinese).join(together)
  return sentences.has(name) ? inChinese(fact) : fact
}

/** "name: takes at least 12 characters" has a path before its sentence. */
function clauseInChinese(clause: string): string {
  const whole = found(clause)
  const colon = clause.indexOf(': ')
  if (whole !== undefined || colon < 0) return whole ?? clause
  const [path, fault] = [clause.slice(0, colon), clause.slice(colon + 2)]
  return `${inChinese(path)}：${inChinese(fault)}`
}

function templateOf(english: string, zh: string): Template {
  const named = new Set<string>()
  const source = english
    .split(/\{(\w+)\}/)
    .map((piece, index) => {
      if (index % 2 === 0) return piece.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      if (named.has(piece)) return `\\k<${piece}>`
      named.add(piece)
      return `(?<${piece}>[^]*?)`
    })
    .join('')
  return {
    pattern: new RegExp(`^${source}$`),
    zh,
    exactness: english.replace(/\{\w+\}/g, '').replace(/\s/g, '').length,
  }
}
