/** Every write of the contract: a dry run changes nothing, a repeated one is done once; and what was read must still be so. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { contract } from '../contract.ts'
import { operator } from '../test-cloud/cloud.ts'
import { exampleCloud } from '../test-cloud/example-cloud.ts'
import { routes } from './test-routes.ts'

const { call, done, refused, person, objects, server, right, boss, keep, restore, stop } =
  await exampleCloud()
after(stop)
const mine = await person('mine', ['payments'])
await keep()
const path = '/apis/apps/v1/namespaces/payments-sit/deployments/shop'
const shop = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'shop', namespace: 'payments-sit' },
}
/** What their callers typed and must not be read again. */
const secrets = [
  contract['PUT /api/v1/me/password'].example.password,
  contract['PUT /api/v1/applications/:name/environments/:environment/secrets'].example.values.KEY,
]
const writes = routes.filter(
  ({ route, policy }) => !route.startsWith('GET ') && (policy === 'first' || policy === 'account'),
)

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

for (const { route } of writes) {
  const { asked, words: given } = right(route)
  const words = { as: boss, ...given }
  const once = { ...words, headers: { 'idempotency-key': `key of ${route}`.replaceAll(' ', '-') } }
  test(`${route}: a dry run answers and changes nothing`, async () => {
    await restore()
    objects.put(shop)
    const before = await everything()
    const answer = await call(`${asked}?dryRun=true`, words)
    assert.ok(answer.ok, await answer.clone().text())
    assert.equal(answer.headers.get('set-cookie'), null)
    assert.deepEqual(await everything(), before)
    assert.ok(objects.get(path) !== undefined)
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
  test(`${route}: with its key it is done once, and what its answer shows once is not kept in clear`, async () => {
    const count = await acts()
    const before = await everything()
    const first = await call(asked, once)
    const text = await first.text()
    assert.ok(first.ok, text)
    const { audit: _, done_write: kept, ...now } = await everything()
    const { audit: __, done_write: ___, ...was } = before
    assert.notDeepEqual(now, was, 'it changes what the database holds')
    if (route === 'DELETE /api/v1/sessions') return assert.equal((await call(asked, once)).status, 401)
    const second = await call(asked, once)
    assert.deepEqual([second.status, await second.text()], [first.status, text])
    assert.equal(second.headers.get('idempotency-replayed'), 'true')
    assert.equal(await acts(), count + 1)
    assert.ok(kept !== null)
    assert.ok(!['opads_', ...secrets].some((secret) => JSON.stringify(kept).includes(secret)))
    const reused = { ...once, body: { name: 'something-else', days: 7 } }
    assert.deepEqual(await refused('POST /api/v1/tokens', reused), [422, 'write.key-reused'])
  })
}

test('sign-in takes none of it', async () => {
  const body = { account: 'mine', password: 'new password of mine' }
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
  await done('POST /api/v1/applications', { as: mine, body: { name: 'notes', tenant: 'payments' } })
  const config = '/api/v1/applications/notes/environments/sit/config'
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
    body: { name: 'diary', tenant: 'later' },
    headers: { 'idempotency-key': 'once-a-member' },
  }
  for (const count of [1, 2]) assert.ok((await call('POST /api/v1/applications', asked)).ok, `${count}`)
  await done('DELETE /api/v1/tenants/later/members/former', { as: operator })
  assert.deepEqual(await refused('POST /api/v1/applications', asked), [404, 'tenant.unknown'])
})
