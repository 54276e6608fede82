/** Reports values that PostgreSQL cannot store, such as a zero byte or a too large number, as the caller's fault. */
import { Problem } from '@opads/kernel/problem'
import type { PlutoHandlers } from '../tools.ts'

/** PostgreSQL's codes: an invalid byte, one that JSON columns refuse, a number out of range. */
const refused = new Set(['22021', '22P05', '22003'])

export function refusing(handlers: PlutoHandlers): PlutoHandlers {
  const wrapped = Object.entries(handlers).map(([route, handle]) => [
    route,
    async (call: never) => {
      try {
        return await handle(call)
      } catch (failure) {
        const { code, message } = failure as { code?: string; message?: string }
        if (code === undefined || !refused.has(code)) throw failure
        throw new Problem('input.invalid', { source: 'the request', count: 1, faults: message }, failure)
      }
    },
  ])
  return Object.fromEntries(wrapped) as PlutoHandlers
}
