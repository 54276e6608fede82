/** What can be changed of a target, from PostgreSQL: an `ETag` is a hash of it. What changes by itself, as pods do, is not in it. */
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import { rowsOf } from '../variable/rows.ts'
import type { ReadVersion } from './target.ts'

const accounts = (database: Database) =>
  database.selectFrom('account').select(['name', 'is_admin', 'created_at']).orderBy('name').execute()
const members = (database: Database) =>
  database.selectFrom('member').selectAll().orderBy('tenant').orderBy('account')
const membersOf = (database: Database, tenant: string) =>
  members(database).where('tenant', '=', tenant).execute()
const platform = async (database: Database) => [
  await accounts(database),
  await members(database).execute(),
  await database.selectFrom('tenant').select('name').orderBy('name').execute(),
]
const own = (database: Database, account: string) =>
  database
    .selectFrom('token')
    .select(['name', 'created_at', 'expires_at'])
    .where('account', '=', account)
    .where('kind', '=', 'api')
    .orderBy('name')
    .execute()

export const readVersion: ReadVersion<Database> = {
  'sign-in': async () => null,
  own: (database, _, { account }) => own(database, account),
  token: (database, _, { account }) => own(database, account),
  platform,
  account: platform,
  tenant: (database, { name }) => membersOf(database, name),
  member: (database, { tenant }) => membersOf(database, tenant),
  // With what was last begun and deployed: who deletes it has seen that.
  application: async (database, { name, created_at }) => {
    const { rows } = await sql<{ run: number | null; deployment: number | null }>`
      select (select max(id) from run where application = ${name}) as run,
        (select max(id) from deployment where application = ${name}) as deployment`.execute(database)
    return [name, created_at, rows[0]]
  },
  environment: async (database, place) => [
    await database
      .selectFrom('placement')
      .select('replicas')
      .where('application', '=', place.application)
      .where('environment', '=', place.environment)
      .execute(),
    (await rowsOf(database, place)).map(({ name, sealed, is_secret }) => [name, sealed, is_secret]),
  ],
  run: async (_, { id, state, attempts, cancel_by }) => [id, state, attempts, cancel_by],
}
