/** Failures of `cluster`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const clusterProblems = {} as const satisfies ProblemTable
