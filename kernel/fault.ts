/** A failure as a run stores it for people, and as a container writes it into its termination message. Pure. */
import { type Facts, fill, Problem, type ProblemCode, problems } from './problem.ts'

export type Fault = { readonly code: string; readonly sentence: string; readonly next: string }

/** Any failure that is not a `Problem` becomes `server.fault`; `where` is how to find it in the log. */
export const problemOf = (failure: unknown, where: string): Problem =>
  failure instanceof Problem ? failure : new Problem('server.fault', { request: where }, failure)

/** @param facts for the sentence `next`, where the problem does not have them */
export const faultOf = (problem: Problem, facts: Facts = {}): Fault => ({
  code: problem.code,
  sentence: problem.message,
  next: fill(problems[problem.code].next, { ...facts, ...problem.facts }),
})

/** Characters of one fact; Kubernetes keeps 4 KiB of a termination message. */
const mostOfText = 1000

/** A problem as termination message. */
export const lastWordOf = ({ code, facts }: Problem): string =>
  JSON.stringify({ code, facts }, (_, value: unknown) =>
    typeof value === 'string' ? value.slice(0, mostOfText) : value,
  )

/** Reads a termination message; `undefined` when it is not a problem. */
export function problemIn(lastWord: string): Problem | undefined {
  try {
    const { code, facts } = JSON.parse(lastWord) as { code: ProblemCode; facts: Facts }
    return Object.hasOwn(problems, code) ? new Problem(code, facts) : undefined
  } catch {
    return undefined
  }
}
