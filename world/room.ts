/** Runs a room's program as `opads ROOM …` in a process; its problem is thrown here as the same `Problem`. */
import { join } from 'node:path'
import { type Facts, Problem, type ProblemCode, problems } from '@opads/kernel/problem'
import type { Exec } from './exec.ts'

/** Calls `onLine` with each line of both streams, returns the standard output. @throws the room's Problem */
export type Room = (room: string, args: readonly string[], onLine?: (line: string) => void) => Promise<string>

const command = join(import.meta.dirname, '../cli/main.ts')

export const roomRunner =
  (exec: Exec, signal?: AbortSignal): Room =>
  async (room, args, onLine) => {
    const env = { OPADS_PROBLEMS: 'json' }
    const argv = [process.execPath, command, room, ...args] as const
    let problemLine = '' // whole line: a failure has only the end of the output
    const heard = (line: string) => {
      if (line.startsWith('{"problem":')) problemLine = line
      onLine?.(line)
    }
    try {
      return (await exec(argv, { env, onLine: heard, ...(signal && { signal }) })).stdout
    } catch (failure) {
      throw problemIn(failure, problemLine) ?? failure
    }
  }

/** @param problemLine the output line with the problem, if there was one */
function problemIn(failure: unknown, problemLine: string): Problem | undefined {
  if (!(failure instanceof Problem) || failure.code !== 'command.failed') return undefined
  try {
    const { problem } = JSON.parse(problemLine) as { problem: { code: string; facts: Facts } }
    return problem.code in problems
      ? new Problem(problem.code as ProblemCode, problem.facts, failure)
      : undefined
  } catch {
    return undefined
  }
}
