/** Who is let in at all: without a session, with a wrong token, as another process, before the first password is changed. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { cloud, firstPassword, internal, operator } from '../test-cloud/cloud.ts'
import { filledWith } from '../test-cloud/example-call.ts'
import { routes } from './test-routes.ts'

const { done, refused, person, stop } = await cloud()
after(stop)
await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
const member = await person('a-admin', ['ours'])
await person('a-nobody', [])
const filled = (route: string) => filledWith({ name: 'shop', environment: 'sit', id: '1' }, route)

test('before the password is changed, three routes are open', () => {
  const open = (wanted: string) => routes.filter(({ policy }) => policy === wanted).map(({ route }) => route)
  assert.deepEqual(open('public'), ['GET /healthz', 'GET /openapi.json', 'POST /api/v1/sessions'])
  assert.deepEqual(open('first'), ['DELETE /api/v1/sessions', 'GET /api/v1/me', 'PUT /api/v1/me/password'])
})
test('nobody gets in without signing in', async () => {
  const closed = routes.filter(({ policy }) => policy === 'first' || policy === 'account')
  assert.ok(closed.length > 25)
  for (const { route } of closed)
    assert.deepEqual(await refused(filled(route)), [401, 'account.unknown'], route)
})
test('a token that is not ours opens nothing', async () => {
  for (const as of ['', 'opads_wrong', `${member}x`])
    assert.deepEqual(await refused('GET /api/v1/me', { as }), [401, 'account.unknown'])
})
test('what services of the cloud ask one another is not there for people', async () => {
  const inner = routes.filter(({ policy }) => policy === 'internal')
  assert.ok(inner.length > 4)
  for (const { route } of inner)
    for (const as of [undefined, member, operator])
      assert.deepEqual(
        await refused(filled(route), as === undefined ? {} : { as }),
        [404, 'route.unknown'],
        route,
      )
})
test('a service is no person', async () => {
  for (const { route } of routes.filter(({ policy }) => policy === 'account' || policy === 'first'))
    assert.deepEqual(await refused(filled(route), { as: internal }), [403, 'service.denied'], route)
})
test('the first account changes its password before anything else', async () => {
  const account = 'admin'
  const session = await done('POST /api/v1/sessions', { body: { account, password: firstPassword } })
  assert.equal(session.mustChange, true)
  const as = session.token
  for (const { route } of routes.filter(({ policy }) => policy === 'account'))
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
