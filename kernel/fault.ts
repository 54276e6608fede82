/** A failure as a run stores it for people, and as a container writes it into its termination message. Pure. */
import { bounded, type Message } from './message.ts'
import { type Facts, fill, Problem, type ProblemCode, problems } from './problem.ts'

/** `facts`: of the problem with this code, to render it in other languages; a run that an older Pluto ended has none. */
export type Fault = {
  readonly code: string
  readonly sentence: string
  readonly next: string
  readonly facts?: Facts | undefined
}

/** Any failure that is not a `Problem` becomes `server.fault`; `where` is how to find it in the log. */
export const problemOf = (failure: unknown, where: string): Problem =>
  failure instanceof Problem ? failure : new Problem('server.fault', { request: where }, failure)

/** A problem as a message. */
export const messageOf = ({ code, facts }: Problem): Message => bounded({ code, facts })

/** The message of a stored failure; `undefined` for one that was stored without facts. */
export const messageOfFault = ({ code, facts }: Fault): Message | undefined =>
  facts && bounded({ code, facts })

/** @param facts for the sentence `next`, where the problem does not have them */
export const faultOf = (problem: Problem, facts: Facts = {}): Fault => ({
  code: problem.code,
  sentence: problem.message,
  next: fill(problems[problem.code].next, { ...facts, ...problem.facts }),
  facts: bounded({ code: problem.code, facts: { ...facts, ...problem.facts } }).facts,
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
