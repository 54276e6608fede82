/** Runs a verb of a room's own program: reads the words, and only then loads what does the work. */
import { asksJson } from './asked.ts'
import type { Handlers } from './handlers.ts'
import { printFailure } from './print-failure.ts'
import { printPage } from './print-page.ts'
import { readCall } from './read-call.ts'
import { pageOf } from './terminal.ts'
import type { Noun } from './verb.ts'

/** Returns the exit code. @throws Problem `use.invalid` */
export async function runRoom(
  noun: Noun,
  words: readonly string[],
  load: () => Promise<Handlers>,
): Promise<number> {
  const call = readCall(noun, words, pageOf(process.stdout, process.env, false, Date.now()).width)
  if ('page' in call) return printPage(call)
  const handlers = await load()
  const result = await handlers[call.verb.name]!(call.given)
  if (typeof result !== 'object') return result ?? Number(process.exitCode ?? 0)
  process.stdout.write(call.given.json === true ? `${JSON.stringify(result.json)}\n` : result.text)
  return result.exit ?? 0
}

/** For a room's program that is started without `opads`. */
export async function runAlone(noun: Noun, handlers: Handlers): Promise<void> {
  const words = process.argv.slice(2)
  process.exitCode = await runRoom(noun, words, async () => handlers).catch((failure: unknown) =>
    printFailure(failure, pageOf(process.stderr, process.env, false, Date.now()), asksJson(words)),
  )
}
