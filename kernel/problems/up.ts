/** Failures of `up`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const upProblems = {} as const satisfies ProblemTable
