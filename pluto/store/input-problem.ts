/** Values that PostgreSQL cannot store, such as a zero byte or a too large number, are the caller's fault. Pure. */
import { Problem } from '@opads/kernel/problem'

/** PostgreSQL's codes: an invalid byte, one that JSON columns refuse, a number out of range. */
const refused = new Set(['22021', '22P05', '22003'])

/** The problem `input.invalid` for such a failure; every other failure as it is. */
export function inputProblem(failure: unknown): unknown {
  const { code, message } = (failure ?? {}) as { code?: string; message?: string }
  if (code === undefined || !refused.has(code)) return failure
  return new Problem('input.invalid', { source: 'the request', count: 1, faults: message }, failure)
}
