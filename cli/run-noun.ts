/** Runs a verb of a noun: finds it, parses the words, builds the outside values, prints the answer. */

import { asksJson } from '@opads/command/asked'
import { unchanged } from '@opads/command/closing'
import { liveLine } from '@opads/command/live-line'
import type { Page } from '@opads/command/page'
import { printFailure } from '@opads/command/print-failure'
import { printPage } from '@opads/command/print-page'
import { type Given, readCall } from '@opads/command/read-call'
import { pageOf } from '@opads/command/terminal'
import { exec } from '@opads/world/exec'
import { type Access, accessTo, type Surroundings } from './clouds.ts'
import { cloudsFile } from './clouds-file.ts'
import { stateRoot } from './machine-cloud.ts'
import { readText } from './read-text.ts'
import { secretInput } from './secret-input.ts'
import type { Session } from './session.ts'
import type { Tools } from './tools.ts'
import type { Answer, Noun, Verb, Written } from './verb.ts'
import type { WriteMode } from './writes.ts'

/** For modules of `commands/`: `export const run = runNoun(noun)`. */
export const runNoun =
  (noun: Noun) =>
  async (words: readonly string[]): Promise<number> => {
    const page = pageOf(process.stdout, process.env, words.includes('--utc'), Date.now())
    const call = readCall(noun, words, page.width)
    if ('page' in call) return printPage(call)
    const { cloud } = call.given
    return work(call.verb, call.given, typeof cloud === 'string' ? { ...page, cloud } : page)
  }

async function work(verb: Verb, given: Given, page: Page): Promise<number> {
  const stop = new AbortController()
  const onInterrupt = () => stop.abort()
  process.once('SIGINT', onInterrupt)
  const sessions: Session[] = []
  const isJson = given.json === true || asksJson(given.rest)
  try {
    const wanted = given.cloud as string | undefined
    const writes = !verb.isWrite ? 'none' : given.dryRun === true ? 'tried' : 'once'
    const tools = toolsFor(page, { isJson, wanted, writes }, stop.signal, sessions)
    const answer = await verb.run(given as never, tools)
    if (typeof answer === 'number') return answer
    if (writes === 'tried') return await printTried(answer as Written, isJson)
    return printAnswer(answer, page, isJson)
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

/** Of a dry run: what would change, and not what the cloud answered, as that was undone. */
async function printTried({ would }: Written, isJson: boolean): Promise<number> {
  const said = await would()
  const { sentence, json } = typeof said === 'string' ? { sentence: said, json: {} } : said
  const whole = { dryRun: true, would: sentence, ...json }
  process.stdout.write(isJson ? `${JSON.stringify(whole)}\n` : unchanged(sentence))
  return 0
}

type Asked = { readonly isJson: boolean; readonly wanted: string | undefined; readonly writes: WriteMode }

function toolsFor(
  page: Page,
  { isJson, wanted, writes }: Asked,
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
  const line = () =>
    isJson
      ? { show: () => {}, end: () => {} }
      : liveLine(process.stderr, pageOf(process.stderr, process.env, false, Date.now()))
  const open = async (
    cloud: string,
    reach: Omit<Access, 'cloud' | 'token'> & { token?: string },
    how: WriteMode,
  ) => {
    const { session } = await import('./session.ts')
    const opened = session({ cloud, ...reach }, { writes: how, signal, liveLine: line })
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
    isDryRun: writes === 'tried',
    visit: (cloud, reach) => open(cloud, reach, 'once'),
    session: async () => {
      const { cloud, ...reach } = accessTo(await clouds.read(), wanted, await around())
      return open(cloud, reach, writes)
    },
    secrets: secretInput(process.stdin, process.stderr, signal),
    write: (text) => process.stdout.write(text),
    liveLine: line,
    stateRoot: stateRoot(),
  }
}
