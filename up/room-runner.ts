/** Runs a room's own program as `opads ROOM …`, and gives its problem back as it was. */
import { join } from 'node:path'
import { type Facts, Problem, type ProblemCode, problems } from '@opads/kernel/problem'
import type { Exec } from '@opads/world/exec'
import type { Room } from './world.ts'

const command = join(import.meta.dirname, '../cli/main.ts')

export const roomRunner =
  (exec: Exec, signal: AbortSignal): Room =>
  async (room, args, onLine) => {
    try {
      await exec([process.execPath, command, room, ...args], {
        onLine,
        signal,
        env: { OPADS_PROBLEMS: 'json' },
      })
    } catch (failure) {
      throw problemIn(failure) ?? failure
    }
  }

/** The last line that the program wrote, when it is a problem of ours. */
export function problemIn(failure: unknown): Problem | undefined {
  if (!(failure instanceof Problem) || failure.code !== 'command.failed') return undefined
  const last =
    String(failure.facts.output ?? '')
      .trim()
      .split('\n')
      .at(-1) ?? ''
  try {
    const { problem } = JSON.parse(last) as { problem: { code: string; facts: Facts } }
    return problem.code in problems
      ? new Problem(problem.code as ProblemCode, problem.facts, failure)
      : undefined
  } catch {
    return undefined
  }
}
