/** What failed in all tiers, said once more at the end: a log that is cut keeps its last lines. Pure. */
import { relative } from 'node:path'
import { inspect } from 'node:util'

export type Failure = { readonly name: string; readonly file?: string | undefined; readonly error: unknown }

/** Of one failure. */
const most = { lines: 30, characters: 3000 }

/** @param root what file names begin with; the answer ends each of its lines, and is empty where nothing failed */
export function failuresText(failures: readonly Failure[], root: string): string {
  if (failures.length === 0) return ''
  const one = ({ name, file, error }: Failure) => {
    const lines = causeOf(error).slice(0, most.characters).split('\n').slice(0, most.lines)
    const where = file === undefined ? '' : `   ${relative(root, file)}`
    return [`✖ ${name}${where}`, ...lines.map((line) => `    ${line}`)]
  }
  return `\n${['Failed:', ...failures.flatMap(one)].join('\n')}\n`
}

/** The runner wraps what a test threw. */
function causeOf(error: unknown): string {
  const isWrapped = error instanceof Error && 'failureType' in error && error.cause !== undefined
  const cause = isWrapped ? error.cause : error
  return typeof cause === 'string' ? cause : inspect(cause, { depth: 4 })
}
