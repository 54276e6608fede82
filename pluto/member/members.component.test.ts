/** Members of a tenant: who changes them, that an admin remains, and that an older Pluto beside this one sees and makes the same. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { migrate } from '../store/database.ts'
import { openDatabase } from '../store/pool.ts'
import { changes as schema } from '../store/schema.ts'
import { cloud, operator } from '../test-cloud/cloud.ts'

const { call, done, refused, person, database, server, stop } = await cloud()
after(stop)
for (const name of ['ours', 'theirs']) await done('POST /api/v1/tenants', { as: operator, body: { name } })
const [first, second, reader] = [
  await person('first', []),
  await person('second', []),
  await person('reader', []),
]
const path = (account: string) => `/api/v1/tenants/ours/members/${account}`
const list = async () =>
  (await done('GET /api/v1/tenants/ours/members', { as: operator })).items.map(
    ({ account, role }: { account: string; role: string }) => `${account} ${role}`,
  )

beforeEach(async () => {
  await database.deleteFrom('member').execute()
  const rows = (['first', 'second'] as const).map((account) => ({
    tenant: 'ours',
    account,
    role: 'admin' as const,
  }))
  await database.insertInto('member').values(rows).execute()
})

test('an admin adds, changes and removes a member, whose rights are those of the role at once', async () => {
  const scale = 'GET /api/v1/tenants/ours/members'
  assert.deepEqual(await refused(scale, { as: reader }), [404, 'tenant.unknown'])
  const body = { account: 'reader', role: 'viewer' }
  await done('POST /api/v1/tenants/ours/members', { as: first, body })
  assert.deepEqual((await done('GET /api/v1/me', { as: reader })).roles, { ours: 'viewer' })
  const application = { as: reader, body: { name: 'shop', tenant: 'ours' } }
  assert.deepEqual(await refused('POST /api/v1/applications', application), [403, 'access.denied'])
  await done(`PUT ${path('reader')}`, { as: first, body: { role: 'developer' } })
  await done('POST /api/v1/applications', application)
  assert.deepEqual(await list(), ['first admin', 'reader developer', 'second admin'])
  await done(`DELETE ${path('reader')}`, { as: first })
  assert.deepEqual(await refused('GET /api/v1/applications/shop', { as: reader }), [
    404,
    'application.unknown',
  ])
  const { items } = await done('GET /api/v1/events', { as: operator })
  assert.deepEqual(
    items.map(({ kind }: { kind: string }) => kind).filter((kind: string) => kind.startsWith('member.')),
    ['member.removed', 'member.changed', 'member.added'],
  )
})
test('what does not fit is refused, and changes nothing', async () => {
  const add = 'POST /api/v1/tenants/ours/members'
  const role = 'viewer'
  for (const [route, body, refusal] of [
    [add, { account: 'first', role }, [409, 'member.exists']],
    [add, { account: 'nobody', role }, [404, 'account.not-there']],
    [add, { account: 'operator', role }, [409, 'account.platform']],
    [add, { account: 'reader', role: 'owner' }, [422, 'input.invalid']],
    [`PUT ${path('reader')}`, { role }, [404, 'member.unknown']],
    [`DELETE ${path('reader')}`, undefined, [404, 'member.unknown']],
    ['POST /api/v1/tenants/theirs/members', { account: 'reader', role }, [404, 'tenant.unknown']],
  ] as const)
    assert.deepEqual(await refused(route, { as: first, ...(body && { body }) }), refusal, route)
  assert.deepEqual(await list(), ['first admin', 'second admin'])
})
test('a tenant keeps an admin, also when two remove each other; only the platform takes the last', async () => {
  const both = [`DELETE ${path('second')}`, `DELETE ${path('first')}`].map((route, index) =>
    call(route, { as: [first, second][index]! }),
  )
  assert.deepEqual((await Promise.all(both)).map(({ status }) => status === 204).sort(), [false, true])
  const [left] = await list()
  const account = left!.split(' ')[0] as 'first' | 'second'
  const as = { first, second }[account]
  assert.deepEqual(await refused(`DELETE ${path(account)}`, { as }), [409, 'member.last-admin'])
  assert.deepEqual(await refused(`PUT ${path(account)}`, { as, body: { role: 'viewer' } }), [
    409,
    'member.last-admin',
  ])
  await done(`PUT ${path(account)}`, { as, body: { role: 'admin' } })
  await done(`DELETE ${path(account)}`, { as: operator })
  assert.deepEqual(await list(), [])
})
test('an older Pluto beside this one reads and writes the column that it knows', async () => {
  const tenantsOf = async (name: string) =>
    (await sql<{ tenants: string[] }>`select tenants from account where name = ${name}`.execute(database))
      .rows[0]!.tenants
  assert.deepEqual(await tenantsOf('first'), ['ours'])
  await done(`DELETE ${path('first')}`, { as: second })
  assert.deepEqual(await tenantsOf('first'), [])
  // Its statements, as it has them.
  await sql`update account set tenants = '{ours,theirs}' where name = 'reader'`.execute(database)
  assert.deepEqual((await done('GET /api/v1/me', { as: reader })).roles, { ours: 'admin', theirs: 'admin' })
  await done(`PUT ${path('reader')}`, { as: second, body: { role: 'viewer' } })
  await sql`update account set tenants = '{ours}' where name = 'reader'`.execute(database)
  assert.deepEqual((await done('GET /api/v1/me', { as: reader })).roles, { ours: 'viewer' })
  await sql`insert into account (name, password_hash, tenants) values ('late', 'x', '{theirs}')`.execute(
    database,
  )
  await done('DELETE /api/v1/tenants/theirs', { as: operator })
  assert.deepEqual(await tenantsOf('late'), [])
})
test('those who were in a tenant before become its admins', async () => {
  await server.ask('create database before')
  const old = openDatabase({ ...server.config, database: 'before' }, 0)
  const members = schema.findIndex((change) => change.startsWith('create table member'))
  for (const change of schema.slice(0, members)) await sql.raw(change).execute(old)
  await sql`insert into tenant (name) values ('ours'), ('theirs')`.execute(old)
  // `gone` is a tenant that was deleted while an account was changed.
  await sql`insert into account (name, tenants) values ('one', '{ours,theirs}'), ('two', '{gone}'), ('three', '{}')`.execute(
    old,
  )
  await sql`create table schema_change (number int primary key, at timestamptz not null default now())`.execute(
    old,
  )
  await sql`insert into schema_change (number) select generate_series(0, ${members}::int - 1)`.execute(old)
  await migrate(old)
  const rows = await old
    .selectFrom('member')
    .select(['tenant', 'account', 'role'])
    .orderBy('tenant')
    .execute()
  assert.deepEqual(rows, [
    { tenant: 'ours', account: 'one', role: 'admin' },
    { tenant: 'theirs', account: 'one', role: 'admin' },
  ])
  await old.destroy()
})
