/** The transaction of a write. */
import { Problem } from '@opads/kernel/problem'
import type { Transaction } from '../gate/gate.ts'
import type { Database } from './database.ts'

/** PostgreSQL: a serializable transaction met a change by another one. */
const conflict = '40001'
/** How often a strict write is begun: what it met may not make it stale, such as the renewal of a lease. */
const mostTries = 5

/** @throws Problem `write.stale` where `isStrict` and others changed the same each time */
export const transactionOf =
  (database: Database): Transaction<Database> =>
  async (work, how) => {
    for (let count = 1; ; count += 1)
      try {
        return await tried(database, work, how)
      } catch (failure) {
        if (!how.isStrict || (failure as { code?: string }).code !== conflict) throw failure
        if (count === mostTries) throw new Problem('write.stale', {}, failure)
      }
  }

async function tried<T>(
  database: Database,
  work: (tx: Database) => Promise<T>,
  { isStrict, undo }: Parameters<Transaction<Database>>[1],
): Promise<T> {
  const undone = new Error('undone')
  let answer: T
  const begin = database.transaction()
  try {
    return await (isStrict ? begin.setIsolationLevel('serializable') : begin).execute(async (tx) => {
      answer = await work(tx)
      if (undo) throw undone
      return answer
    })
  } catch (failure) {
    if (failure === undone) return answer!
    throw failure
  }
}
