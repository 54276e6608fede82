/** Writes that were done with an Idempotency-Key, in PostgreSQL. */
import { sql } from 'kysely'
import type { DoneWrites } from '../gate/done-write.ts'
import type { Database } from '../store/database.ts'
import { retention } from '../store/retention.ts'

const { days } = retention.doneWrite

export const doneWrites: DoneWrites<Database> = {
  /** The lock ends with the transaction. Keys with the same hash, which are rare, wait for each other too. */
  begin: async (database, { account, key }) => {
    const { rows } = await sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${JSON.stringify([account, key])}, 7304)) as got`.execute(
      database,
    )
    return rows[0]!.got
  },
  find: (database, { account, key }) =>
    database
      .selectFrom('done_write')
      .select(['request', 'answer'])
      .where('account', '=', account)
      .where('key', '=', key)
      .where('at', '>', sql<Date>`now() - make_interval(days => ${days})`)
      .executeTakeFirst(),
  /** An account that has just deleted itself has nothing to repeat. */
  keep: async (database, { account, key }, { request, answer }) => {
    await sql`insert into done_write (account, key, request, answer)
      select name, ${key}, ${request}, ${answer} from account where name = ${account}
      on conflict (account, key) do update set request = excluded.request, answer = excluded.answer, at = now()`.execute(
      database,
    )
  },
}
