/** Failures of `pluto`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const plutoProblems = {} as const satisfies ProblemTable
