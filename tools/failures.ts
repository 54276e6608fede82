/** The failures of all tiers, printed again at the end, because a truncated log keeps its last lines. Pure. */
import { relative } from 'node:path'
import { inspect } from 'node:util'

export type Failure = { readonly name: string; readonly file?: string | undefined; readonly error: unknown }

/** Limits for one failure. */
const most = { lines: 30, characters: 3000 }

/** Lines of text; empty where nothing failed. @param root file names are printed relative to it */
export function failuresText(failures: readonly Failure[], root: string): string {
  if (failures.length === 0) return ''
  const one = ({ name, file, error }: Failure) => {
    const lines = causeOf(error).slice(0, most.characters).split('\n').slice(0, most.lines)
    const where = file === undefined ? '' : `   ${relative(root, file)}`
    return [`✖ ${name}${where}`, ...lines.map((line) => `    ${line}`)]
  }
  return `\n${['Failed:', ...failures.flatMap(one)].join('\n')}\n`
}

/** What the test threw; the runner wraps it. */
function causeOf(error: unknown): string {
  const isWrapped = error instanceof Error && 'failureType' in error && error.cause !== undefined
  const cause = isWrapped ? error.cause : error
  return typeof cause === 'string' ? cause : inspect(cause, { depth: 4 })
}
