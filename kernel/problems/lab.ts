/** Failures of `lab`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const labProblems = {} as const satisfies ProblemTable
