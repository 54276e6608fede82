/** Access rules, tested on every route of the contract, so that new routes are covered too. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { contract } from '../contract.ts'
import { cloud, firstPassword, internal, operator } from '../test-cloud/cloud.ts'

const { call, done, refused, person, stop } = await cloud()
after(stop)

for (const name of ['ours', 'theirs']) await done('POST /api/v1/tenants', { as: operator, body: { name } })
const [mine, foreign] = [await person('mine', ['ours']), await person('foreign', ['theirs'])]
const shop = { name: 'shop', tenant: 'ours' }
await done('POST /api/v1/applications', { as: mine, body: shop })
const { run } = await done('POST /api/v1/applications/shop/builds', { as: mine, body: {} })

const routes = Object.entries(contract).map(([route, { policy }]) => ({ route, policy }))
const filled = (route: string) =>
  route.replace(':name', 'shop').replace(':environment', 'sit').replace(':id', String(run))
/** Valid bodies, so that a call is refused for its caller alone. */
const bodies: Readonly<Record<string, unknown>> = {
  'POST /api/v1/applications/:name/deployments': { release: 1 },
  'PUT /api/v1/applications/:name/environments/:environment/config': { values: { COLOUR: 'red' } },
  'PUT /api/v1/applications/:name/environments/:environment/secrets': { values: { KEY: 'hidden' } },
  'PUT /api/v1/applications/:name/environments/:environment/scale': { replicas: 2 },
}

test('before the password is changed, three routes are open', () => {
  const open = (wanted: string) => routes.filter(({ policy }) => policy === wanted).map(({ route }) => route)
  assert.deepEqual(open('public'), ['GET /healthz', 'GET /openapi.json', 'POST /api/v1/sessions'])
  assert.deepEqual(open('first'), ['DELETE /api/v1/sessions', 'GET /api/v1/me', 'PUT /api/v1/me/password'])
})
test('nobody gets in without signing in', async () => {
  const closed = routes.filter(({ policy }) => ['first', 'account', 'admin'].includes(policy))
  assert.ok(closed.length > 25)
  for (const { route } of closed)
    assert.deepEqual(await refused(filled(route)), [401, 'account.unknown'], route)
})
test('a token that is not ours opens nothing', async () => {
  for (const as of ['', 'opads_wrong', `${mine}x`])
    assert.deepEqual(await refused('GET /api/v1/me', { as }), [401, 'account.unknown'])
})
test('what processes of the cloud ask one another is not there for people', async () => {
  const inner = routes.filter(({ policy }) => policy === 'internal')
  assert.ok(inner.length > 4)
  for (const { route } of inner)
    for (const as of [undefined, mine, operator])
      assert.deepEqual(
        await refused(filled(route), as === undefined ? {} : { as }),
        [404, 'route.unknown'],
        route,
      )
})
test('the inner token is no person', async () => {
  for (const { route } of routes.filter(({ policy }) => policy === 'account' || policy === 'admin'))
    assert.deepEqual(await refused(filled(route), { as: internal }), [403, 'account.forbidden'], route)
})
test('what another tenant owns is not there, and stays as it is', async () => {
  const owned = routes.filter(
    ({ route, policy }) => policy === 'account' && /(applications|runs)\/:/.test(route),
  )
  assert.ok(owned.length > 13)
  for (const { route } of owned) {
    const body = bodies[route] ?? {}
    const words = { as: foreign, ...(!route.startsWith('GET') && { body }) }
    const [status, code] = await refused(filled(route), words)
    assert.deepEqual([status, /^(application|run)\.unknown$/.test(code)], [404, true], `${route}: ${code}`)
  }
  assert.equal((await done('GET /api/v1/applications/shop', { as: mine })).name, 'shop')
  assert.equal((await done(`GET /api/v1/runs/${run}`, { as: mine })).state, 'queued')
})
test('lists hold nothing of another tenant', async () => {
  for (const list of ['applications', 'runs', 'events'])
    for (const query of ['', '?application=shop', '?tenant=ours', '?search=shop']) {
      const answer = await call(`GET /api/v1/${list}${query}`, { as: foreign })
      const text = await answer.text()
      assert.ok(!text.includes('"shop"'), `${list}${query}: ${text}`)
    }
  assert.deepEqual(
    (await done('GET /api/v1/tenants', { as: foreign })).items.map((one: { name: string }) => one.name),
    ['theirs'],
  )
})
test('what administrators do, others may not', async () => {
  for (const { route } of routes.filter(({ policy }) => policy === 'admin'))
    assert.deepEqual(await refused(filled(route), { as: mine }), [403, 'account.forbidden'], route)
})
test('the first account changes its password before anything else', async () => {
  const account = 'admin'
  const session = await done('POST /api/v1/sessions', { body: { account, password: firstPassword } })
  assert.equal(session.mustChange, true)
  const as = session.token
  for (const { route } of routes.filter(({ policy }) => policy === 'account' || policy === 'admin'))
    assert.deepEqual(await refused(filled(route), { as }), [403, 'account.must-change'], route)
  const asked = { as: internal, body: { account, password: firstPassword } }
  assert.deepEqual(await refused('POST /internal/authenticate', asked), [403, 'account.must-change'])
  assert.equal((await done('GET /api/v1/me', { as })).mustChange, true)
  const password = 'a password of my own'
  const wrong = { as, body: { current: 'not this one', password } }
  assert.deepEqual(await refused('PUT /api/v1/me/password', wrong), [401, 'account.wrong-password'])
  const same = { as, body: { current: firstPassword, password: firstPassword } }
  assert.deepEqual(await refused('PUT /api/v1/me/password', same), [422, 'input.invalid'])
  await done('PUT /api/v1/me/password', { as, body: { current: firstPassword, password } })
  assert.ok((await done('GET /api/v1/users', { as })).items.length >= 4)
  assert.deepEqual(await refused('POST /api/v1/sessions', { body: { account, password: firstPassword } }), [
    401,
    'account.wrong-password',
  ])
})
