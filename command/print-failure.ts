/** Prints a failure on standard error: what, why and what to do; with `--json` as one line of JSON. */
import { Problem } from '@opads/kernel/problem'
import { nextWithCloud, plainLines } from './closing.ts'
import { type Failure, failureOf } from './failure.ts'
import { type Page, paint } from './page.ts'
import { textWidth, wrapped } from './text-width.ts'

/** Returns the exit code. */
export function printFailure(thrown: unknown, page: Page, isJson: boolean): number {
  const failure = failureOf(thrown)
  if (process.env.OPADS_PROBLEMS === 'json' && thrown instanceof Problem) {
    // Started by another opads, which prints the failure itself.
    process.stderr.write(`${JSON.stringify({ problem: { code: thrown.code, facts: thrown.facts } })}\n`)
    return failure.exit
  }
  process.stderr.write(isJson ? `${JSON.stringify(failure)}\n` : failureText(failure, page))
  return failure.exit
}

/** Facts and output may hold text of strangers: what would drive a terminal is replaced. */
export function failureText({ code, details, output, ...failure }: Failure, page: Page): string {
  const [sentence, next] = [plainLines(failure.sentence), plainLines(failure.next)]
  const width = Math.min(page.width, 100)
  const [first = '', ...rest] = wrapped(sentence, page.width - 2)
  const space = width - textWidth(first) - 2 - code.length
  const codeHere = rest.length === 0 && (space >= 2 || page.width === Number.POSITIVE_INFINITY)
  const lines = [
    `${paint(page, 'bad', '✕')} ${first}${codeHere ? ' '.repeat(Math.max(2, space)) + paint(page, 'faint', code) : ''}`,
    ...rest.map((line) => `  ${line}`),
    ...(codeHere ? [] : [`  ${paint(page, 'faint', code)}`]),
    ...details.flatMap((line) => hanging(`${paint(page, 'faint', '·')} `, plainLines(line), page.width)),
    ...(output === null
      ? []
      : plainLines(output)
          .trimEnd()
          .split('\n')
          .slice(-12)
          .map((line) => `  | ${line}`)),
    ...nextWithCloud(next, page.cloud)
      .split('\n')
      .flatMap((line) => wrapped(line, page.width - 2).map((part) => `  ${part}`)),
  ]
  return `${lines.join('\n')}\n`
}

const hanging = (mark: string, text: string, width: number) =>
  wrapped(text, width - 4).map((line, index) => `  ${index === 0 ? mark : '  '}${line}`)
