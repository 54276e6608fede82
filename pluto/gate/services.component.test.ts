/** Every internal route for every caller: the services that its contract names, and nobody else. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Service, services } from '@opads/kernel/service'
import { contract } from '../contract.ts'
import { internal, operator, otherService } from '../test-cloud/cloud.ts'
import { endpointOf } from '../test-cloud/example-call.ts'
import { exampleCloud } from '../test-cloud/example-cloud.ts'
import { routes } from './test-routes.ts'

const { call, done, refused, person, database, right, stop } = await exampleCloud()
after(stop)
const member = await person('mine', ['payments'])
const inner = routes.filter(({ policy }) => policy === 'internal')
const push = { ...contract['POST /internal/pushes'].example, by: 'mine' }
/** The secret of each service. */
const secrets: Readonly<Record<Service, string>> = { delivery: internal }
const throughGateway = { 'x-real-ip': '198.18.0.7' }
const noRoute = [404, 'route.unknown'] as const
const refusals = () =>
  database.selectFrom('audit').selectAll().where('act', '=', 'service.call').orderBy('id').execute()

for (const { route } of inner) {
  const callers: readonly Service[] = endpointOf(route).callers ?? []
  const { asked: filled, words: given } = right(route)
  test(`${route}: people, strangers and other services are refused`, async () => {
    assert.deepEqual(await refused(filled, given), noRoute)
    for (const as of [member, operator, 'a-secret-that-nobody-has', `${internal}x`, ''])
      assert.deepEqual(await refused(filled, { as, ...given }), noRoute, as)
    const cookie = { cookie: `__Host-opads=${member}`, 'sec-fetch-site': 'same-origin' }
    assert.deepEqual(await refused(filled, { headers: cookie, ...given }), noRoute)
    const basic = { authorization: `Basic ${btoa(`mine:${member}`)}` }
    assert.deepEqual(await refused(filled, { headers: basic, ...given }), noRoute)
    const denied = [
      otherService,
      ...services.filter((one) => !callers.includes(one)).map((one) => secrets[one]),
    ]
    for (const as of denied)
      assert.deepEqual(await refused(filled, { as, ...given }), [403, 'service.denied'], as)
  })
  test(`${route}: a service through the gateway is a stranger`, async () => {
    for (const as of [...Object.values(secrets), otherService])
      assert.deepEqual(await refused(filled, { as, headers: throughGateway, ...given }), noRoute)
  })
  test(`${route}: the services that it names are admitted`, async () => {
    for (const service of callers) {
      const answer = await call(filled, { as: secrets[service], ...given })
      assert.ok(answer.ok, `${service}: ${answer.status} ${await answer.text()}`)
    }
  })
}
test('each refused service is recorded, once per route and minute, without its secret', async () => {
  const rows = await refusals()
  assert.deepEqual(
    rows.map(({ account, target, outcome, code }) => [account, target, outcome, code]),
    inner.map(({ route }) => ['service:other', route, 'refused', 'service.denied']),
  )
  await refused(right(inner[0]!.route).asked, { as: otherService })
  assert.equal((await refusals()).length, rows.length)
  assert.ok(!JSON.stringify(rows).includes(otherService))
})
test('a service that acts for a git client is recorded with the address of that client; a person cannot choose one', async () => {
  const from = (address: string) => ({ headers: { 'opads-client': address } })
  const wrong = { account: 'mine', password: 'not this one' }
  await refused('POST /internal/authenticate', { as: internal, body: wrong, ...from('198.18.0.5') })
  await refused('POST /api/v1/sessions', { body: wrong, ...from('198.18.0.6') })
  const pushed = { ...push, commit: 'd'.repeat(40), count: 1 }
  await done('POST /internal/pushes', { as: internal, body: pushed, ...from('198.18.0.5') })
  const rows = await database
    .selectFrom('audit')
    .select(['account', 'act', 'address', 'tenant', 'application', 'target', 'outcome'])
    .where('address', 'in', ['198.18.0.5', '198.18.0.6'])
    .orderBy('id')
    .execute()
  assert.deepEqual(rows, [
    { account: 'mine', act: 'session.start', address: '198.18.0.5', tenant: null, application: null, target: null, outcome: 'refused' },
    { account: 'mine', act: 'application.push', address: '198.18.0.5', tenant: 'payments', application: 'shop', target: 'main', outcome: 'done' },
  ]) // biome-ignore format: rows
})
test('the record of a push is written once, as the push is one run', async () => {
  const pushes = () =>
    database.selectFrom('audit').selectAll().where('act', '=', 'application.push').execute()
  const before = (await pushes()).length
  const body = { ...push, commit: 'e'.repeat(40), count: 2 }
  for (let count = 0; count < 3; count += 1) await done('POST /internal/pushes', { as: internal, body })
  assert.equal((await pushes()).length, before + 1)
})
