/** Failures of `images`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const imageProblems = {} as const satisfies ProblemTable
