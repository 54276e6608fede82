/** A failure as words for the person at the terminal, or as a line for the program that started us. */
import { fill, Problem, problems } from '@opads/kernel/problem'

/** Writes to standard error and answers the exit code. */
export function printProblem(failure: unknown): number {
  if (!(failure instanceof Problem)) {
    process.stderr.write(
      `✕ A fault of opads itself: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`,
    )
    return 1
  }
  const kind = problems[failure.code]
  if (process.env.OPADS_PROBLEMS === 'json') {
    process.stderr.write(`${JSON.stringify({ problem: { code: failure.code, facts: failure.facts } })}\n`)
    return kind.exit
  }
  const output = typeof failure.facts.output === 'string' ? `\n${indent(failure.facts.output)}` : ''
  process.stderr.write(
    `✕ ${failure.message}    ${failure.code}${output}\n  ${fill(kind.next, failure.facts)}\n`,
  )
  return kind.exit
}

const indent = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .slice(-12)
    .map((line) => `  | ${line}`)
    .join('\n')
