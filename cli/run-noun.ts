/** Runs a verb of a noun: finds it, parses the words, builds the outside values, prints the answer. */

import { meant } from '@opads/kernel/nearest'
import { Problem } from '@opads/kernel/problem'
import { exec } from '@opads/world/exec'
import { accessTo, type Surroundings } from './clouds.ts'
import { cloudsFile } from './clouds-file.ts'
import { nounHelp, usage, verbHelp } from './help.ts'
import { liveLine } from './live-line.ts'
import type { Page } from './page.ts'
import { parse } from './parse.ts'
import { printFailure } from './print-failure.ts'
import { readText } from './read-text.ts'
import { secretInput } from './secret-input.ts'
import type { Session } from './session.ts'
import { asksJson, pageOf } from './terminal.ts'
import type { Tools } from './tools.ts'
import { type Answer, findVerb, type Noun, optionsOf, partsOf, type Verb } from './verb.ts'

/** For modules of `commands/`: `export const run = runNoun(noun)`. */
export const runNoun =
  (noun: Noun) =>
  async (words: readonly string[]): Promise<number> => {
    const page = pageOf(process.stdout, process.env, words.includes('--utc'), Date.now())
    const found = findVerb(noun, words)
    if (!found) return withoutVerb(noun, words, page)
    const { verb, rest } = found
    const asksHelp = (verb.isRaw ? rest.slice(0, 1) : rest).some((word) => word === '--help' || word === '-h')
    if (asksHelp) {
      process.stdout.write(verbHelp(noun, verb, Math.min(page.width, 100)))
      return 0
    }
    const { values, faults } = verb.isRaw
      ? { values: {}, faults: [] }
      : parse(rest, verb.words ?? {}, optionsOf(noun, verb))
    if (faults.length > 0) throw wrongUse(faults, usage(noun, verb))
    return work(verb, { ...values, rest }, page)
  }

async function work(
  verb: Verb,
  given: Readonly<Record<string, unknown>> & { rest: readonly string[] },
  page: Page,
): Promise<number> {
  const stop = new AbortController()
  const onInterrupt = () => stop.abort()
  process.once('SIGINT', onInterrupt)
  const sessions: Session[] = []
  const isJson = given.json === true || asksJson(given.rest)
  try {
    const tools = toolsFor(page, isJson, given.cloud as string | undefined, stop.signal, sessions)
    const answer = await verb.run(given as never, tools)
    return typeof answer === 'number' ? answer : printAnswer(answer, page, isJson)
  } catch (thrown) {
    if (stop.signal.aborted) return 130
    throw thrown
  } finally {
    process.off('SIGINT', onInterrupt)
    await Promise.all(sessions.map((one) => one.close()))
  }
}

function printAnswer({ json, text, failure }: Answer, page: Page, isJson: boolean): number {
  process.stdout.write(isJson ? `${JSON.stringify(json)}\n` : text(page))
  return failure === undefined ? 0 : printFailure(failure, page, isJson)
}

function toolsFor(
  page: Page,
  isJson: boolean,
  wanted: string | undefined,
  signal: AbortSignal,
  sessions: Session[],
): Tools {
  const { OPADS_SERVER, OPADS_TOKEN, OPADS_CA } = process.env
  const clouds = cloudsFile(process.env)
  const around = async (): Promise<Surroundings> => ({
    ...(OPADS_SERVER && { server: OPADS_SERVER.replace(/\/+$/, '') }),
    ...(OPADS_TOKEN && { token: OPADS_TOKEN }),
    ...(OPADS_CA && { ca: await readText(OPADS_CA, 'OPADS_CA names the file of the CA.') }),
  })
  const open: Tools['visit'] = async (cloud, reach) => {
    const { session } = await import('./session.ts')
    const opened = session({ cloud, ...reach }, signal)
    sessions.push(opened)
    return opened
  }
  return {
    page,
    isJson,
    signal,
    clouds,
    around,
    exec,
    visit: open,
    session: async () => {
      const { cloud, ...reach } = accessTo(await clouds.read(), wanted, await around())
      return open(cloud, reach)
    },
    secrets: secretInput(process.stdin, process.stderr, signal),
    write: (text) => process.stdout.write(text),
    liveLine: () =>
      isJson
        ? { show: () => {}, end: () => {} }
        : liveLine(process.stderr, pageOf(process.stderr, process.env, false, Date.now())),
    stateRoot: process.env.OPADS_STATE ?? '/var/lib/opads',
  }
}

/** No verb, or an unknown one: prints help if asked for, else the nearest verb. */
function withoutVerb(noun: Noun, words: readonly string[], page: Page): number {
  const asksHelp = words.includes('--help') || words.includes('-h')
  const named = words.filter((word) => !word.startsWith('-'))
  const prefix = prefixOf(noun, named)
  if (asksHelp || prefix.length === named.length) {
    const text = nounHelp(noun, Math.min(page.width, 100), prefix)
    ;(asksHelp ? process.stdout : process.stderr).write(text)
    return asksHelp ? 0 : 2
  }
  const wrong = named[prefix.length]!
  const here = [noun.name, ...prefix].join(' ')
  const known = noun.verbs
    .filter((one) => prefix.every((part, index) => partsOf(one)[index] === part))
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

const wrongUse = (faults: readonly string[], usageLine: string) =>
  new Problem('use.invalid', {
    sentence: faults.length === 1 ? faults[0] : `${faults.length} things are wrong:`,
    faults,
    usage: usageLine,
  })
