/** The transaction of a write. */
import { Problem } from '@opads/kernel/problem'
import type { Transaction } from '../gate/gate.ts'
import type { Database } from './database.ts'

/** PostgreSQL: a serializable transaction met a change by another one. */
const conflict = '40001'

/** @throws Problem `write.stale` where `isStrict` and somebody else changed the same meanwhile */
export const transactionOf =
  (database: Database): Transaction<Database> =>
  async (work, { isStrict, undo }) => {
    const undone = new Error('undone')
    const answer: { value?: unknown } = {}
    const begin = database.transaction()
    try {
      return await (isStrict ? begin.setIsolationLevel('serializable') : begin).execute(async (tx) => {
        answer.value = await work(tx)
        if (undo) throw undone
        return answer.value as Awaited<ReturnType<typeof work>>
      })
    } catch (failure) {
      if (failure === undone) return answer.value as Awaited<ReturnType<typeof work>>
      if (isStrict && (failure as { code?: string }).code === conflict)
        throw new Problem('write.stale', {}, failure)
      throw failure
    }
  }
