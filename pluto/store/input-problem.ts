/** Values that PostgreSQL cannot store, such as a zero byte or a too large number, are the caller's fault. Pure. */
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'

/** PostgreSQL's codes: an invalid byte, one that JSON columns refuse, a number out of range. */
const refused = new Set(['22021', '22P05', '22003'])

/** The problem `input.invalid` for such a failure; every other failure as it is. */
export function inputProblem(failure: unknown): unknown {
  const { code, message } = (failure ?? {}) as { code?: string; message?: string }
  if (code === undefined || !refused.has(code)) return failure
  return invalidRequest(message ?? code, failure)
}

/** What PostgreSQL says names no field, and so there is no path. */
export const invalidRequest = (sentence: string, cause?: unknown): Problem =>
  new Problem(
    'input.invalid',
    { source: said('input.request'), count: 1, faults: [said('input.said', { said: sentence })] },
    cause,
  )
