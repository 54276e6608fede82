/** Every failure that we report. CLI, API, console and logs use the same codes. One table per room in `problems/`. Pure. */
import { fill as fillWith, type Language, type Message, render as renderWith } from './message.ts'
import { messages } from './messages.ts'
import { artifactProblems } from './problems/artifacts.ts'
import { cliProblems } from './problems/cli.ts'
import { clusterProblems } from './problems/cluster.ts'
import { commonProblems } from './problems/common.ts'
import { debianProblems } from './problems/debian.ts'
import { deliveryProblems } from './problems/delivery.ts'
import { imageProblems } from './problems/images.ts'
import { kubeProblems } from './problems/kube.ts'
import { labProblems } from './problems/lab.ts'
import { partProblems } from './problems/parts.ts'
import { plutoProblems } from './problems/pluto.ts'
import { serveProblems } from './problems/serve.ts'
import { upProblems } from './problems/up.ts'

export const problems = {
  ...commonProblems,
  ...artifactProblems,
  ...debianProblems,
  ...imageProblems,
  ...kubeProblems,
  ...labProblems,
  ...clusterProblems,
  ...partProblems,
  ...serveProblems,
  ...plutoProblems,
  ...deliveryProblems,
  ...upProblems,
  ...cliProblems,
} as const

export type ProblemCode = keyof typeof problems
export type Facts = Readonly<Record<string, unknown>>

export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly facts: Facts
  /** @param facts what a person needs to act; never a secret; units in the key: `waitedMs` */
  constructor(code: ProblemCode, facts: Facts = {}, cause?: unknown) {
    super(fill(problems[code].say, facts), { cause })
    this.code = code
    this.facts = facts
  }
}

/** Problems are messages too: a code names one or the other. */
const kinds = { ...messages, ...problems }

/** The sentence with each `{fact}` replaced by its value in words; unknown names stay as they are. */
export const fill = (sentence: string, facts: Facts, language: Language = 'en'): string =>
  fillWith(sentence, facts, language, kinds)

/** The sentence of a message or a problem. */
export const render = (message: Message, language: Language = 'en'): string =>
  renderWith(message, language, kinds)
