/** `opads doctor`: asks all checks at once, prints the answers in their order. */
import { fill, Problem, problems } from '@opads/kernel/problem'
import type { Check } from '@opads/parts/part'
import type { UpWorld } from '../world.ts'

/** Returns the exit code: 0 nothing found, 6 something. A check that cannot be asked counts as found. */
export async function examine(world: UpWorld, checks: readonly Check<UpWorld>[]): Promise<number> {
  const asked = checks.map(({ title, ask }) => ({ title, found: ask(world).catch(notAsked(world)) }))
  const answers = []
  for (const { title, found } of asked) {
    const problem = await found
    const finding = problem && {
      code: problem.code,
      fault: problem.message,
      next: fill(problems[problem.code].next, problem.facts),
    }
    answers.push({ title, ...finding })
    if (!world.words.isJson)
      process.stdout.write(
        finding ? `  ▲ ${title}: ${finding.fault}\n      ${finding.next}\n` : `  ● ${title}\n`,
      )
  }
  if (world.words.isJson) process.stdout.write(`${JSON.stringify(answers)}\n`)
  return answers.some((answer) => 'fault' in answer) ? 6 : 0
}

const notAsked = (world: UpWorld) => (failure: unknown) =>
  failure instanceof Problem
    ? failure
    : new Problem('doctor.not-asked', {
        why: failure instanceof Error ? failure.message : String(failure),
        cloud: world.words.cloud,
      })
