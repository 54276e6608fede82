/** A failure as in the table of problems, whether it happened here or a server answered it. Pure. */
import { isMessage } from '@opads/kernel/message'
import { fill, Problem, type ProblemCode, problems, render } from '@opads/kernel/problem'
import type { ProblemAnswer } from '@opads/serve/client'

/** `details`: lines under the sentence; `output`: the last output of a program. */
export type Failure = {
  readonly code: string
  readonly sentence: string
  readonly next: string
  readonly exit: number
  readonly status: number
  readonly retry: boolean
  readonly details: readonly string[]
  readonly output: string | null
}

export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Problem) return ofProblem(thrown)
  const answered = answerOf(thrown)
  if (answered) return ofAnswer(answered)
  return {
    code: 'cli.fault',
    sentence: 'A fault of opads itself',
    next: 'Run the same command again; if it stays, report it with the lines above.',
    exit: 1,
    status: 500,
    retry: false,
    details: [],
    output: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  }
}

function ofProblem({ code, message, facts }: Problem): Failure {
  const { exit, next, status, retry } = problems[code]
  return {
    code,
    ...inWords(code, message, facts),
    next: fill(next, facts),
    exit,
    status,
    retry,
    output: typeof facts.output === 'string' ? facts.output : null,
  }
}

function ofAnswer({ code, title, next, status, retry, facts }: ProblemAnswer): Failure {
  return {
    code,
    ...inWords(code, title, facts),
    next,
    exit: exitOf(code, status),
    status,
    retry,
    output: null,
  }
}

/** Several faults are a list under the sentence, a single one is the sentence. */
function inWords(code: string, sentence: string, facts: Readonly<Record<string, unknown>>) {
  const faults = Array.isArray(facts.faults)
    ? facts.faults.map((one) => (isMessage(one) ? render(one) : String(one)))
    : isListing(code) && facts.faults !== undefined
      ? [String(facts.faults)] // of an older server
      : []
  if (!isListing(code) || faults.length === 0) return { sentence, details: faults.length > 1 ? faults : [] }
  return faults.length === 1
    ? { sentence: `${facts.source}: ${faults[0]}`, details: [] }
    : { sentence: `${facts.source} has ${faults.length} faults:`, details: faults }
}

/** Whether the facts of a problem have a list of faults. */
const isListing = (code: string) => code === 'input.invalid'

/** The exit code from the table; for a code of a newer server, from the HTTP status. */
export function exitOf(code: string, status: number): number {
  if (code in problems) return problems[code as ProblemCode].exit
  if (status === 401 || status === 403) return 3
  if (status === 404) return 4
  if (status === 409) return 5
  if (status >= 502 && status <= 504) return 6
  return status >= 400 && status < 500 ? 2 : 1
}

/** The error of `serve/client.ts`, recognised by its shape, so that the client is not loaded. */
function answerOf(thrown: unknown): ProblemAnswer | undefined {
  return thrown instanceof Error && thrown.name === 'Refused' && 'problem' in thrown
    ? (thrown.problem as ProblemAnswer)
    : undefined
}
