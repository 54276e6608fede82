/** A failure as a run keeps it and a person reads it, and as one process leaves it to another. Pure. */
import { type Facts, fill, Problem, type ProblemCode, problems } from './problem.ts'

export type Fault = { readonly code: string; readonly sentence: string; readonly next: string }

/** What is no problem of ours is a fault of the server; `where` finds it in the log. */
export const problemOf = (failure: unknown, where: string): Problem =>
  failure instanceof Problem ? failure : new Problem('server.fault', { request: where }, failure)

/** @param facts for the next step, where the problem does not know them */
export const faultOf = (problem: Problem, facts: Facts = {}): Fault => ({
  code: problem.code,
  sentence: problem.message,
  next: fill(problems[problem.code].next, { ...facts, ...problem.facts }),
})

/** Of a text; Kubernetes keeps 4 KiB of a container's last word. */
const mostOfText = 1000

/** A problem as a process leaves it. */
export const lastWordOf = ({ code, facts }: Problem): string =>
  JSON.stringify({ code, facts }, (_, value: unknown) =>
    typeof value === 'string' ? value.slice(0, mostOfText) : value,
  )

/** What another process left; `undefined` when it is no problem. */
export function problemIn(lastWord: string): Problem | undefined {
  try {
    const { code, facts } = JSON.parse(lastWord) as { code: ProblemCode; facts: Facts }
    return Object.hasOwn(problems, code) ? new Problem(code, facts) : undefined
  } catch {
    return undefined
  }
}
