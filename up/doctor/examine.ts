/** `opads doctor`: asks all checks at once, prints the answers in their order. */
import { fill, Problem, problems } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import type { UpWorld } from '../world.ts'

export type Answer = {
  readonly title: string
  readonly code?: string
  readonly fault?: string
  readonly next?: string
}

/** Returns the exit code: 0 nothing found, 6 something. A check that cannot be asked counts as found. */
export async function examine(world: UpWorld, checks: readonly Check<UpWorld>[]): Promise<number> {
  const asked = checks.map(({ title, ask }) => ({ title, found: ask(world).catch(notAsked(world)) }))
  const answers: Answer[] = []
  for (const { title, found } of asked) {
    const problem = await found
    const finding = problem && {
      code: problem.code,
      fault: problem.message,
      next: fill(problems[problem.code].next, problem.facts),
    }
    const answer = { title, ...finding }
    if (!world.words.isJson) process.stdout.write(answerText(answer, answers))
    answers.push(answer)
  }
  const found = answers.filter((answer) => 'fault' in answer).length
  process.stdout.write(
    world.words.isJson ? `${JSON.stringify(answers)}\n` : `\n${conclusion(found, answers.length)}\n`,
  )
  return found > 0 ? 6 : 0
}

/** A fault that several checks find, as that there is no cloud, is said once. Pure. */
export function answerText({ title, fault, next }: Answer, before: readonly Answer[]): string {
  if (fault === undefined) return `  ● ${title}\n`
  const same = before.find((one) => one.fault === fault && one.next === next)
  return same ? `  ▲ ${title}: as "${same.title}"\n` : `  ▲ ${title}: ${fault}\n      ${next}\n`
}

/** The last sentence. */
export const conclusion = (found: number, all: number): string =>
  found === 0
    ? `● Nothing found by ${all} checks.`
    : `▲ ${found} of ${all} checks found something; what to do stands below each.`

const notAsked = (world: UpWorld) => (failure: unknown) =>
  failure instanceof Problem
    ? failure
    : new Problem('doctor.not-asked', {
        why: failure instanceof Error ? failure.message : String(failure),
        cloud: world.words.cloud,
      })
