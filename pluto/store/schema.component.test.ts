/** A database of an earlier release is migrated, also while that release still writes to it. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { render } from '@opads/kernel/problem'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { addEvent, listEvents } from '../event/rows.ts'
import { runViews } from '../run/rows.ts'
import { postgres } from '../test-cloud/postgres.ts'
import { type Database, migrate, type Tables } from './database.ts'
import { changes } from './schema.ts'

const { config, stop } = await postgres()
const database: Database = new Kysely<Tables>({
  dialect: new PostgresDialect({ pool: new pg.Pool({ ...config, max: 4 }) }),
})
after(async () => {
  await database.destroy()
  await stop()
})
/** The schema before messages. */
const before = changes.findIndex((one) => one.includes('alter table event add column message'))

/** As the release before writes: without the new columns. */
async function pushedByOldPluto(application: string): Promise<void> {
  await sql`insert into run (kind, application, cause, created_by) values ('build', ${application}, ${`push ${application}`}, 'mei')`.execute(
    database,
  )
  await sql`insert into run (kind, application, environment, cause, created_by, follows)
    select 'deploy', application, 'sit', 'build ' || id, 'mei', id from run where application = ${application}`.execute(
    database,
  )
  await sql`update run set follows = deploy.id from run deploy where run.kind = 'build' and deploy.follows = run.id
    and run.application = ${application}`.execute(database)
  await sql`insert into event (application, by, kind, text) values (${application}, 'mei', 'push', 'mei pushed it')`.execute(
    database,
  )
}
const admin = { account: 'root', isAdmin: true, roles: {}, mustChange: false }

test('rows of the release before are shown by their text, and know what they were built from', async () => {
  for (const change of changes.slice(0, before)) await sql.raw(change).execute(database)
  await sql`create table schema_change (number int primary key, at timestamptz not null default now())`.execute(
    database,
  )
  await sql`insert into schema_change (number) select generate_series(0, ${before}::int - 1)`.execute(
    database,
  )
  await sql`insert into tenant values ('ours')`.execute(database)
  await sql`insert into cluster values ('main')`.execute(database)
  await sql`insert into environment values ('sit', 'main')`.execute(database)
  for (const name of ['shop', 'blog'])
    await sql`insert into application (name, tenant, created_by) values (${name}, 'ours', 'mei')`.execute(
      database,
    )
  await pushedByOldPluto('shop')
  await migrate(database)
  await pushedByOldPluto('blog') // the process of the release before still serves
  await addEvent(database, {
    by: 'mei',
    kind: 'new',
    message: { code: 'tenant.created', facts: { tenant: 'a' } },
  })

  for (const application of ['shop', 'blog']) {
    const rows = await database
      .selectFrom('run')
      .selectAll()
      .where('application', '=', application)
      .orderBy('id')
      .execute()
    const [build, deploy] = await runViews(
      database,
      rows.map((row) => ({ ...row, tenant: 'ours' })),
    )
    assert.deepEqual([build!.builtFrom, build!.ledTo, build!.follows], [null, [deploy!.id], deploy!.id])
    assert.deepEqual([deploy!.builtFrom, deploy!.ledTo, deploy!.follows], [build!.id, [], build!.id])
  }
  const { items } = await listEvents(database, admin, { limit: 10 })
  assert.deepEqual(
    items.map(({ text, message }) => [text, message?.code ?? null]),
    [
      ['Tenant a was created', 'tenant.created'],
      ['mei pushed it', null],
      ['mei pushed it', null],
    ],
  )
})
test('whom the change with roles made admins is said in an event; where it made none, nothing is', async () => {
  const roles = changes.findIndex((one) => one.includes('create table member'))
  /** Events of a database that had these accounts in a tenant before. */
  const saidWith = async (name: string, accounts: readonly string[]) => {
    await sql`create database ${sql.id(name)}`.execute(database)
    const pool = new pg.Pool({ ...config, database: name, max: 2 })
    const other: Database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    for (const change of changes.slice(0, roles)) await sql.raw(change).execute(other)
    await sql`create table schema_change (number int primary key, at timestamptz not null default now())`.execute(
      other,
    )
    await sql`insert into schema_change (number) select generate_series(0, ${roles}::int - 1)`.execute(other)
    await sql`insert into tenant values ('ours')`.execute(other)
    for (const account of accounts)
      await sql`insert into account (name, tenants) values (${account}, '{ours}')`.execute(other)
    await migrate(other)
    const { items } = await listEvents(other, admin, { limit: 10 })
    await other.destroy()
    return items.map(({ text, message }) => [text, message && render(message)])
  }
  const text = 'Tenants have roles now; members of before are admins of their tenants: 2'
  assert.deepEqual(await saidWith('full', ['mei', 'jun']), [[text, text]])
  assert.deepEqual(await saidWith('bare', []), [])
})
