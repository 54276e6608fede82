/** Rules of accounts, tenants, tokens and variables, through the API. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloud, firstPassword, internal, operator } from './test-cloud/cloud.ts'

const { call, done, refused, person, database, objects, stop } = await cloud()
after(stop)
for (const name of ['ours', 'theirs', 'empty'])
  await done('POST /api/v1/tenants', { as: operator, body: { name } })
const mine = await person('mine', ['ours', 'empty'])
await done('POST /api/v1/applications', { as: mine, body: { name: 'shop', tenant: 'ours' } })
const origin = 'https://console.main.localhost'
const cookied = (headers: Record<string, string>) => ({
  headers: { cookie: `__Host-opads=${mine}`, host: 'console.main.localhost', ...headers },
})

test('a cookie works for our own page, and for no other origin', async () => {
  const body = { values: { COLOUR: 'red' } }
  const route = 'PUT /api/v1/applications/shop/environments/sit/config'
  const pages: readonly Record<string, string>[] = [
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin },
    { origin: 'https://shop-sit.main.localhost' },
    { origin: 'null' },
    {},
  ]
  for (const headers of pages)
    assert.deepEqual(await refused(route, { body, ...cookied(headers) }), [401, 'account.unknown'])
  const ours: readonly Record<string, string>[] = [{ 'sec-fetch-site': 'same-origin' }, { origin }]
  for (const headers of ours) assert.equal((await call(route, { body, ...cookied(headers) })).status, 202)
  assert.equal((await done('GET /api/v1/me', cookied({ 'sec-fetch-site': 'same-site' }))).account, 'mine')
})
test('a secret goes into pods and never comes out again', async () => {
  const value = 'a-value-that-nobody-sees'
  const at = '/api/v1/applications/shop/environments/sit'
  await done(`PUT ${at}/secrets`, { as: mine, body: { values: { KEY: value } } })
  const { items } = await done(`GET ${at}/config`, { as: mine })
  assert.equal(items.find((one: { name: string }) => one.name === 'KEY').value, null)
  const lists = ['applications', 'applications/shop', 'events', 'runs', 'applications/shop/pods']
  for (const list of [...lists, 'applications/shop/environments/sit/config'])
    assert.ok(!(await (await call(`GET /api/v1/${list}`, { as: operator })).text()).includes(value), list)
  const kept = JSON.stringify(await database.selectFrom('variable').selectAll().execute())
  assert.ok(!kept.includes(value) && !kept.includes(Buffer.from(value).toString('base64')))
  // A secret does not become a variable that is shown, unless it was unset first.
  const plain = { as: mine, body: { values: { KEY: 'plain' } } }
  assert.deepEqual(await refused(`PUT ${at}/config`, plain), [409, 'variable.is-secret'])
  await done(`PUT ${at}/secrets`, { as: mine, body: { values: { KEY: null } } })
  await done(`PUT ${at}/config`, plain)
  const after = await done(`GET ${at}/config`, { as: mine })
  assert.equal(after.items.find((one: { name: string }) => one.name === 'KEY').value, 'plain')
})
test('passwords and tokens are kept as digests', async () => {
  const { token } = await done('POST /api/v1/tokens', { as: mine, body: { name: 'robot' } })
  const kept = JSON.stringify([
    await database.selectFrom('token').selectAll().execute(),
    await database.selectFrom('account').selectAll().execute(),
  ])
  for (const secret of [token, mine, operator, 'new password of mine']) assert.ok(!kept.includes(secret))
  const basic = `Basic ${Buffer.from(`mine:${token}`).toString('base64')}`
  assert.equal((await done('GET /api/v1/me', { headers: { authorization: basic } })).account, 'mine')
  const stolen = `Basic ${Buffer.from(`admin:${token}`).toString('base64')}`
  assert.deepEqual(await refused('GET /api/v1/me', { headers: { authorization: stolen } }), [
    401,
    'account.unknown',
  ])
  await done('DELETE /api/v1/tokens/robot', { as: mine })
  assert.deepEqual(await refused('GET /api/v1/me', { as: token }), [401, 'account.unknown'])
})
test('a tenant with applications stays, one without goes from its people too', async () => {
  const refusal = await refused('DELETE /api/v1/tenants/ours', { as: operator })
  assert.deepEqual(refusal, [409, 'tenant.not-empty'])
  await done('DELETE /api/v1/tenants/empty', { as: operator })
  assert.deepEqual((await done('GET /api/v1/me', { as: mine })).tenants, ['ours'])
  const unknown = { as: operator, body: { name: 'late', tenants: ['empty'] } }
  assert.deepEqual(await refused('POST /api/v1/users', unknown), [404, 'tenant.unknown'])
})
test('the last administrator stays one; a deleted account is out at once', async () => {
  assert.deepEqual(await refused('DELETE /api/v1/users/admin', { as: operator }), [409, 'account.last-admin'])
  const demoted = { as: operator, body: { isAdmin: false } }
  assert.deepEqual(await refused('PUT /api/v1/users/admin', demoted), [409, 'account.last-admin'])
  const second = await person('second', [], true)
  // An administrator who never signed in is not enough alone.
  assert.deepEqual(await refused('DELETE /api/v1/users/second', { as: second }), [409, 'account.last-admin'])
  const { token } = await done('POST /api/v1/sessions', {
    body: { account: 'admin', password: firstPassword },
  })
  const changed = { current: firstPassword, password: 'a password of admin' }
  await done('PUT /api/v1/me/password', { as: token, body: changed })
  const both = ['admin', 'second'].map((name) => call(`PUT /api/v1/users/${name}`, demoted))
  assert.deepEqual((await Promise.all(both)).map(({ status }) => status).sort(), [200, 409])
  await done('PUT /api/v1/users/admin', { as: operator, body: { isAdmin: true } })
  await done('DELETE /api/v1/users/second', { as: operator })
  assert.deepEqual(await refused('GET /api/v1/me', { as: second }), [401, 'account.unknown'])
})
test("the account of the platform is nobody's to change", async () => {
  const changed = { as: operator, body: { isAdmin: false } }
  assert.deepEqual(await refused('PUT /api/v1/users/operator', changed), [409, 'account.platform'])
  assert.deepEqual(await refused('DELETE /api/v1/users/operator', { as: operator }), [
    409,
    'account.platform',
  ])
  assert.equal((await done('GET /api/v1/me', { as: operator })).isAdmin, true)
})
test('what PostgreSQL cannot hold is refused as input, not as our fault', async () => {
  const nameless = `Basic ${Buffer.from('a\0b:word').toString('base64')}`
  assert.deepEqual(await refused('GET /api/v1/me', { headers: { authorization: nameless } }), [
    401,
    'account.unknown',
  ])
  for (const [route, body] of [
    ['GET /api/v1/runs?cursor=99999999999'],
    ['GET /api/v1/events?cursor=1e3'],
    ['GET /api/v1/applications/a%00b'],
    ['GET /api/v1/applications?cursor=a%00b'],
    ['POST /api/v1/applications/shop/deployments', { release: 2 ** 40 }],
    ['POST /api/v1/applications/shop/builds', { ref: 'a\0b' }],
    ['POST /api/v1/tokens', { name: 'a\0b' }],
    ['POST /api/v1/sessions', { account: 'a\0b', password: 'x' }],
    ['POST /api/v1/applications', { name: 'shop-', tenant: 'ours' }],
    ['PUT /api/v1/applications/shop/environments/sit/config', { values: { A: 'a\0b' } }],
  ] as const)
    assert.deepEqual(await refused(route, { as: mine, body }), [422, 'input.invalid'], route)
})
test('a push is told once, however often it is reported', async () => {
  const push = {
    repository: 'ours/shop',
    ref: 'refs/heads/main',
    count: 0,
    commit: 'b'.repeat(40),
    title: 'One',
    by: 'mine',
  }
  const told = await Promise.all(
    [1, 2, 3].map(() => done('POST /internal/pushes', { as: internal, body: push })),
  )
  assert.equal(new Set(told.map(({ run }) => run)).size, 1)
  const { items } = await done('GET /api/v1/events?application=shop', { as: mine })
  assert.equal(items.filter((one: { kind: string }) => one.kind === 'push').length, 1)
  const other = { ...push, repository: 'theirs/shop' }
  assert.deepEqual(await refused('POST /internal/pushes', { as: internal, body: other }), [
    404,
    'application.unknown',
  ])
})
test('an application that is deleted takes its objects and its past with it', async () => {
  const at = (tenant: string) => `/apis/apps/v1/namespaces/${tenant}-sit/deployments/shop`
  for (const tenant of ['ours', 'theirs']) {
    const metadata = { name: 'shop', namespace: `${tenant}-sit` }
    objects.put({ apiVersion: 'apps/v1', kind: 'Deployment', metadata })
  }
  await done('DELETE /api/v1/applications/shop', { as: mine })
  assert.deepEqual(objects.paths(), [at('theirs')])
  const foreign = await person('foreign', ['theirs'])
  await done('POST /api/v1/applications', { as: foreign, body: { name: 'shop', tenant: 'theirs' } })
  const { items } = await done('GET /api/v1/events', { as: foreign })
  assert.deepEqual(
    items.map((one: { kind: string }) => one.kind),
    ['application.created'],
  )
  const config = await done('GET /api/v1/applications/shop/environments/sit/config', { as: foreign })
  assert.deepEqual(config.items, [])
})
