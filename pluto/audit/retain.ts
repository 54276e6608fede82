/** Removes old rows from the start of the chain; a signed checkpoint stands for them. */
import type { Database } from '../store/database.ts'
import { type Fault, type SealedRow, signatureOf, verified } from './chain.ts'
import type { HeadOutside } from './head.ts'
import { alone } from './seal.ts'
import { beginning, sealedRows } from './stored.ts'

export const keptDays = 400
const mostAtOnce = 1000

type Retained = { readonly removed: number; readonly fault?: Fault }

/**
 * Only rows that are older than `before`, verified, and covered by the head outside; up to the first row that is not. What is left over is
 * for the next call. `undefined`: another process seals.
 */
export const removeOld = (
  database: Database,
  outside: HeadOutside,
  key: Buffer,
  before: Date,
): Promise<Retained | undefined> =>
  alone(database, async (connection) => {
    const kept = await outside.read()
    return connection.transaction().execute(async (tx): Promise<Retained> => {
      const begin = await beginning(tx, key)
      if (!begin.isSigned) return { removed: 0, fault: { sequence: begin.head.sequence, kind: 'checkpoint' } }
      const rows = oldest(await sealedRows(tx, begin.head.sequence, mostAtOnce), before, kept?.sequence ?? 0)
      const { head, fault } = verified(begin.head, rows)
      if (fault) return { removed: 0, fault }
      if (rows.length === 0) return { removed: 0 }
      await tx.deleteFrom('audit_checkpoint').execute()
      await tx
        .insertInto('audit_checkpoint')
        .values({ ...head, signature: signatureOf(key, head) })
        .execute()
      await tx.deleteFrom('audit').where('sequence', '<=', head.sequence).execute()
      return { removed: rows.length }
    })
  })

/** The rows before the first one that must stay. Pure. */
function oldest(rows: readonly SealedRow[], before: Date, upTo: number): readonly SealedRow[] {
  const first = rows.findIndex(({ at, sequence }) => Date.parse(at) >= before.getTime() || sequence > upTo)
  return first === -1 ? rows : rows.slice(0, first)
}
