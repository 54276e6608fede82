/** Every write of the contract: a dry run changes nothing, a repeated one is done once; and what was read must still be so. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { contract } from '../contract.ts'
import { enqueue } from '../run/rows.ts'
import { cloud, operator } from '../test-cloud/cloud.ts'
import { filledWith, type Route, routes } from './test-routes.ts'

const { call, done, refused, person, database, objects, server, stop } = await cloud()
after(stop)
await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
const mine = await person('mine', ['ours'])
await person('other', [])
const leaving = await person('leaving', [])
await done('POST /api/v1/tokens', { as: mine, body: { name: 'robot' } })
await done('POST /api/v1/applications', { as: mine, body: { name: 'blog', tenant: 'ours' } })
const build = await enqueue(database, { kind: 'build', application: 'blog', cause: 'b', by: 'mine' })
const image = `registry.opads.internal/applications/ours/blog@sha256:${'0'.repeat(64)}`
await database
  .insertInto('release')
  .values({ application: 'blog', number: 1, commit: 'abc', title: null, image, recipe: '{}', run: build, created_by: 'mine' })
  .execute() // biome-ignore format: one row
const waiting = await enqueue(database, { kind: 'build', application: 'blog', cause: 'w', by: 'other' })
await database.updateTable('run').set({ state: 'waiting' }).where('id', '=', waiting).execute()
const queued = await enqueue(database, { kind: 'build', application: 'blog', cause: 'c', by: 'mine' })
const path = '/apis/apps/v1/namespaces/ours-sit/deployments/blog'
objects.put({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'blog', namespace: 'ours-sit' } })

type Write = Exclude<
  {
    [R in Route]: R extends `GET ${string}`
      ? never
      : (typeof contract)[R] extends { policy: 'internal' }
        ? never
        : R
  }[Route],
  'POST /api/v1/sessions'
>
type Try = { readonly as?: string; readonly body?: object; readonly params?: Record<string, string> }
const blog = { name: 'blog', environment: 'sit' }
const password = 'a password of my own'
/** In an order in which all can be done; a new write without an entry does not compile. */
const tries: Readonly<Record<Write, Try>> = {
  'POST /api/v1/users': { as: operator, body: { name: 'late' } },
  'PUT /api/v1/users/:name': { as: operator, params: { name: 'late' }, body: { isAdmin: true } },
  'DELETE /api/v1/users/:name': { as: operator, params: { name: 'late' } },
  'POST /api/v1/tenants': { as: operator, body: { name: 'passing' } },
  'DELETE /api/v1/tenants/:name': { as: operator, params: { name: 'passing' } },
  'POST /api/v1/tenants/:name/members': { params: { name: 'ours' }, body: { account: 'other', role: 'viewer' } },
  'PUT /api/v1/tenants/:name/members/:account': { params: { name: 'ours', account: 'other' }, body: { role: 'admin' } },
  'DELETE /api/v1/tenants/:name/members/:account': { params: { name: 'ours', account: 'other' } },
  'POST /api/v1/tokens': { body: { name: 'new' } },
  'DELETE /api/v1/tokens/:name': { params: { name: 'robot' } },
  'POST /api/v1/applications': { body: { name: 'shop', tenant: 'ours' } },
  'PUT /api/v1/applications/:name/environments/:environment/config': { params: blog, body: { values: { A: '1' } } },
  'PUT /api/v1/applications/:name/environments/:environment/secrets': { params: blog, body: { values: { B: 'canary' } } },
  'PUT /api/v1/applications/:name/environments/:environment/scale': { params: blog, body: { replicas: 2 } },
  'POST /api/v1/applications/:name/builds': { params: blog, body: {} },
  'POST /api/v1/applications/:name/deployments': { params: blog, body: { release: 1 } },
  'POST /api/v1/runs/:id/decision': { params: { id: String(waiting) }, body: { approve: true } },
  'POST /api/v1/runs/:id/cancel': { params: { id: String(queued) } },
  'DELETE /api/v1/applications/:name': { params: blog },
  'PUT /api/v1/me/password': { body: { current: 'new password of mine', password } },
  'DELETE /api/v1/sessions': { as: leaving },
} // biome-ignore format: a table of calls

const tables = await server.ask(
  "select table_name from information_schema.tables where table_schema = 'public'",
)
const columns = tables.map(
  ({ table_name: name }) => `'${name}', (select array_agg(t::text order by t::text) from ${name} t)`,
)
/** Everything that the database holds. */
const everything = async () =>
  (await server.ask(`select json_build_object(${columns.join(', ')}) as held`))[0]!.held as Record<
    string,
    unknown
  >
const acts = async () =>
  (await server.ask("select count(*)::int as count from audit where outcome = 'done'"))[0]!.count as number

test('the table has every write of people', () => {
  const writes = routes.filter(({ route, policy }) => !route.startsWith('GET') && policy !== 'internal')
  assert.deepEqual(
    [...Object.keys(tries), 'POST /api/v1/sessions'].sort(),
    writes.map(({ route }) => route).sort(),
  )
})

for (const [route, { as = mine, body, params = {} }] of Object.entries(tries)) {
  const asked = filledWith(params, route)
  const words = { as, ...(body && { body }) }
  const once = { ...words, headers: { 'idempotency-key': `key of ${route}`.replaceAll(' ', '-') } }
  test(`${route}: a dry run answers and changes nothing`, async () => {
    const before = await everything()
    const answer = await call(`${asked}?dryRun=true`, words)
    assert.ok(answer.ok, await answer.clone().text())
    assert.equal(answer.headers.get('set-cookie'), null)
    assert.deepEqual(await everything(), before)
    if (route.includes('applications/:name')) assert.ok(objects.get(path) !== undefined)
  })
  test(`${route}: a stale If-Match is refused, and changes nothing but the record of the refusal`, async () => {
    const { audit: _, ...before } = await everything()
    assert.deepEqual(await refused(asked, { ...words, headers: { 'if-match': '"stale"' } }), [
      412,
      'write.stale',
    ])
    const { audit: __, ...now } = await everything()
    assert.deepEqual(now, before)
  })
  test(`${route}: with its key it is done once`, async () => {
    const count = await acts()
    const first = await call(asked, once)
    const text = await first.text()
    assert.ok(first.ok, text)
    if (route === 'DELETE /api/v1/sessions') return assert.equal((await call(asked, once)).status, 401)
    const second = await call(asked, once)
    assert.deepEqual([second.status, await second.text()], [first.status, text])
    assert.equal(second.headers.get('idempotency-replayed'), 'true')
    assert.equal(await acts(), count + 1)
    const reused = { ...once, body: { name: 'something-else', days: 7 } }
    assert.deepEqual(await refused('POST /api/v1/tokens', reused), [422, 'write.key-reused'])
  })
}

test('what a kept answer shows once is not in the database in clear', async () => {
  const { rows } = await sql<{ text: string }>`select t::text as text from done_write t`.execute(database)
  assert.ok(rows.length >= Object.keys(tries).length - 1)
  const kept = JSON.stringify(rows)
  assert.ok(!/opads_|canary/.test(kept) && !kept.includes(password))
})
test('sign-in takes none of it', async () => {
  const body = { account: 'mine', password }
  const wanted = [422, 'write.unsupported']
  assert.deepEqual(await refused('POST /api/v1/sessions?dryRun=true', { body }), wanted)
  for (const name of ['idempotency-key', 'if-match'])
    assert.deepEqual(await refused('POST /api/v1/sessions', { body, headers: { [name]: '*' } }), wanted)
})
test('of many calls with one key at once, one is done', async () => {
  const words = { as: mine, body: { name: 'many' }, headers: { 'idempotency-key': 'many' } }
  const answers = await Promise.all(Array.from({ length: 6 }, () => call('POST /api/v1/tokens', words)))
  const told = await Promise.all(
    answers.map((one) => one.json() as Promise<{ token?: string; code?: string }>),
  )
  assert.equal(new Set(told.flatMap(({ token }) => token ?? [])).size, 1)
  for (const { token, code } of told)
    assert.ok(token !== undefined || code === 'write.key-in-flight', JSON.stringify(code))
})
test('of two changes of what both have read, one is done', async () => {
  await done('POST /api/v1/applications', { as: mine, body: { name: 'wiki', tenant: 'ours' } })
  const config = '/api/v1/applications/wiki/environments/sit/config'
  const etag = (await call(`GET ${config}`, { as: mine })).headers.get('etag')!
  const set = (name: string) =>
    call(`PUT ${config}`, { as: mine, body: { values: { [name]: '1' } }, headers: { 'if-match': etag } })
  const answers = await Promise.all(['A', 'B'].map(set))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [202, 412])
  assert.equal((await done(`GET ${config}`, { as: mine })).items.length, 1)
})

test('an answer is given again only to who still may', async () => {
  await done('POST /api/v1/tenants', { as: operator, body: { name: 'later' } })
  const former = await person('former', ['later'])
  const asked = {
    as: former,
    body: { name: 'notes', tenant: 'later' },
    headers: { 'idempotency-key': 'once-a-member' },
  }
  for (const count of [1, 2]) assert.ok((await call('POST /api/v1/applications', asked)).ok, `${count}`)
  await done('DELETE /api/v1/tenants/later/members/former', { as: operator })
  assert.deepEqual(await refused('POST /api/v1/applications', asked), [404, 'tenant.unknown'])
})
