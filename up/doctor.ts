/** `opads doctor`: asks each question, says what was found. */
import { type Finding, questions } from './questions.ts'
import type { UpWorld } from './world.ts'

/** Answers the exit code: 0 nothing found, 6 something. A question that cannot be asked is a finding. */
export async function examine(world: UpWorld): Promise<number> {
  const answers = []
  for (const { title, ask } of questions) {
    const finding = await ask(world).catch(
      (failure: unknown): Finding => ({
        fault: `could not be asked: ${failure instanceof Error ? failure.message : String(failure)}`,
        next: `opads up --name ${world.words.cloud}`,
      }),
    )
    answers.push({ title, ...finding })
    if (!world.words.isJson)
      process.stdout.write(
        finding ? `  ▲ ${title}: ${finding.fault}\n      ${finding.next}\n` : `  ● ${title}\n`,
      )
  }
  if (world.words.isJson) process.stdout.write(`${JSON.stringify(answers)}\n`)
  return answers.some((answer) => 'fault' in answer) ? 6 : 0
}
