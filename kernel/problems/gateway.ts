/** Failures of `gateway`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const gatewayProblems = {} as const satisfies ProblemTable
