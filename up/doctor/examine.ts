/** `opads doctor`: asks all questions at once, prints the answers in their order. */
import { fill, Problem, problems } from '@opads/kernel/problem'
import type { UpWorld } from '../world.ts'
import type { Question } from './question.ts'

/** Returns the exit code: 0 nothing found, 6 something. A question that cannot be asked counts as found. */
export async function examine(world: UpWorld, questions: readonly Question[]): Promise<number> {
  const asked = questions.map(({ title, ask }) => ({ title, found: ask(world).catch(notAsked(world)) }))
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
