/** Failures of `delivery`. Pure. */
import type { ProblemTable } from '../problem-kind.ts'

export const deliveryProblems = {} as const satisfies ProblemTable
