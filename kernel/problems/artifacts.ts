/** Failures of `artifacts`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const artifactProblems = {} as const satisfies ProblemTable
