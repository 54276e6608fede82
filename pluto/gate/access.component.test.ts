/** Every route of the contract for every role and for another tenant: what is allowed comes from the table of acts. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Role, roles } from '@opads/kernel/role'
import { waitFor } from '@opads/world/wait'
import { enqueue } from '../run/rows.ts'
import { operator } from '../test-cloud/cloud.ts'
import { endpointOf, type Route } from '../test-cloud/example-call.ts'
import { exampleCloud } from '../test-cloud/example-cloud.ts'
import type { ActRecord } from './act-record.ts'
import { type Act, actNames, acts, may, nowhere, type Rights, type Scope, type TargetName } from './roles.ts'
import { actRoutes, routes } from './test-routes.ts'

const records: ActRecord[] = []
const { call, done, refused, person, database, right, keep, restore, stop } = await exampleCloud({
  record: async (_, record) => void records.push(record),
  recheckMs: 50,
})
after(stop)

await done('POST /api/v1/tenants', { as: operator, body: { name: 'theirs' } })
/** One member of `payments` per role, an admin of `theirs`, an account without a tenant, and a platform administrator. */
const people = {
  foreign: await person('a-foreign', ['theirs']),
  nobody: await person('a-nobody', []),
  platform: await person('a-platform', [], true),
  ...(Object.fromEntries(
    await Promise.all(
      roles.map(async (role) => {
        const account = `a-${role}`
        const token = await person(account, [])
        await done('POST /api/v1/tenants/payments/members', { as: operator, body: { account, role } })
        return [role, token] as const
      }),
    ),
  ) as Record<Role, string>),
}
type Person = keyof typeof people
const everybody = Object.keys(people) as Person[]
const rightsOf = (who: Person): Rights => {
  const role = roles.find((one) => one === who)
  const tenants: Readonly<Record<string, Role>> = role ? { payments: role } : {}
  return { isAdmin: who === 'platform', roles: who === 'foreign' ? { theirs: 'admin' } : tenants }
}

await keep()

const payments: Scope = { ...nowhere, tenant: 'payments' }
const shop: Scope = { ...payments, application: 'shop' }
const inSit: Scope = { ...shop, environment: 'sit' }
const inProd: Scope = { ...shop, environment: 'prod' }
/** Where an act on the target takes place: in environments of both kinds, where it goes into one. */
const scopesOf: Readonly<Record<TargetName, readonly Scope[]>> = {
  'sign-in': [nowhere],
  own: [nowhere],
  token: [nowhere],
  platform: [nowhere],
  account: [nowhere],
  tenant: [payments],
  member: [payments],
  application: [shop],
  environment: [inSit, inProd],
  run: [shop, inProd],
}
const endpointWithAct = (route: Route) =>
  endpointOf(route) as { readonly act: Act; readonly target: TargetName }
const tries = actRoutes.flatMap((route) => {
  const { act, target } = endpointWithAct(route)
  return scopesOf[target].map((scope) => {
    const { asked, words } = right(route, scope.environment ?? undefined)
    return { route, act, target, scope, asked, words }
  })
})

/** Status and code; of an open stream only the status. */
async function tried(route: string, words: Parameters<typeof call>[1]): Promise<readonly [number, string]> {
  const away = new AbortController()
  const answer = await call(route, { ...words, signal: away.signal })
  const { code = '' } = answer.ok ? {} : ((await answer.json()) as { code: string })
  away.abort()
  await answer.body?.cancel().catch(() => {})
  return [answer.status, code]
}
test('every act of the table has a route, and every act of a route is in the table', () => {
  const ofRows: Act = 'audit.read' // decides which rows are in a list that everybody may ask for
  const used = new Set([ofRows, ...routes.flatMap((one) => ('act' in one ? [one.act] : []))])
  assert.deepEqual([...used].sort(), [...actNames].sort())
})
for (const { route, act, scope, asked, words } of tries)
  test(`${route} in ${scope.environment ?? 'the tenant'}: whom the table lets, and nobody else`, async () => {
    const isWrite = !route.startsWith('GET ')
    for (const who of everybody) {
      const { allowed, needed, held } = may(rightsOf(who), act, scope)
      records.splice(0)
      const answer = await tried(asked, { as: people[who], ...words })
      const isOutside = (who === 'foreign' || who === 'nobody') && acts[act] !== 'platform'
      const what = `${who}: ${answer.join(' ')}`
      if (allowed) assert.ok(answer[0] < 300, what)
      else if (isOutside) assert.deepEqual([answer[0], /\.unknown$/.test(answer[1])], [404, true], what)
      else assert.deepEqual(answer, [403, 'access.denied'], `${what}; needs ${needed}, is ${held}`)
      if (isWrite || endpointOf(route).stream || answer[0] === 403)
        assert.deepEqual(
          records.map(({ account, act, code }) => ({ account, act, code })),
          [{ account: `a-${who}`, act, code: answer[1] || null }],
          what,
        )
      // The next caller finds the same; refusals and reads leave only records.
      if (isWrite && allowed) await restore()
    }
  })

test('another tenant is answered as if it did not exist, in every word', async () => {
  const isOwned = ({ act, target }: (typeof tries)[number]) =>
    target !== 'platform' && target !== 'account' && acts[act] !== 'platform'
  const owned = tries.filter(isOwned)
  assert.ok(owned.length > 20)
  for (const { route, target, asked, words, scope } of owned) {
    const none = right(
      route,
      scope.environment ?? undefined,
      target === 'run' ? { id: '987654' } : { name: 'none' },
    )
    const isInBody = words.body !== undefined && !route.includes('/:')
    const wordsOfNone = isInBody ? { body: { ...words.body, tenant: 'none' } } : none.words
    const [theirs, notThere] = await Promise.all(
      [
        { asked, ...words },
        { asked: none.asked, ...wordsOfNone },
      ].map(async ({ asked: path, ...given }) => {
        const answer = await call(path, { as: people.foreign, ...given })
        const { request: _, ...problem } = (await answer.json()) as { request: string }
        return JSON.stringify(problem).replaceAll(/shop|mei|none|payments|987654|\b\d\b/g, '*')
      }),
    )
    assert.equal(theirs, notThere, route)
  }
})
test('who is no administrator does not learn which accounts there are', async () => {
  for (const name of ['a-viewer', 'not-there'])
    for (const method of ['PUT', 'DELETE'])
      assert.deepEqual(await refused(`${method} /api/v1/users/${name}`, { as: people.admin, body: {} }), [
        403,
        'access.denied',
      ])
})
test('what is their own, everybody does, and nobody with that of another', async () => {
  for (const who of everybody) {
    const as = people[who]
    await done('POST /api/v1/tokens', { as, body: { name: `of ${who}` } })
    const { items } = await done('GET /api/v1/tokens', { as })
    assert.deepEqual(
      items.map((one: { name: string }) => one.name),
      [`of ${who}`],
    )
  }
  for (const who of everybody) {
    const other = who === 'viewer' ? 'admin' : 'viewer'
    const [mine, theirs] = [who, other].map((one) => `DELETE /api/v1/tokens/of%20${one}`) as [string, string]
    assert.deepEqual(await refused(theirs, { as: people[who] }), [404, 'token.unknown'], who)
    if (who !== 'viewer') await done(mine, { as: people[who] })
  }
})
test('a refusal names the role, and who can grant it', async () => {
  const answer = await call('PUT /api/v1/applications/shop/environments/prod/scale', {
    as: people.developer,
    body: { replicas: 1 },
  })
  const { code, facts } = (await answer.json()) as { code: string; facts: object }
  assert.deepEqual([answer.status, code], [403, 'access.denied'])
  assert.deepEqual(facts, {
    act: 'application.scale', needed: 'deployer', held: 'developer', tenant: 'payments', application: 'shop', environment: 'prod', where: '/payments/shop/prod', grantors: 'a-admin',
  }) // biome-ignore format: one value
})
test('the act of an administrator of the platform in a tenant is recorded as such', async () => {
  records.splice(0)
  const scale = 'PUT /api/v1/applications/shop/environments/prod/scale'
  for (const who of ['platform', 'admin'] as const)
    await done(scale, { as: people[who], body: { replicas: 3 } })
  assert.deepEqual(
    records.map(({ account, tenant, application, environment, outcome, facts }) => [account, tenant, application, environment, outcome, facts]),
    [
      ['a-platform', 'payments', 'shop', 'prod', 'done', { replicas: 3, right: 'platform' }],
      ['a-admin', 'payments', 'shop', 'prod', 'done', { replicas: 3 }],
    ],
  ) // biome-ignore format: rows
})
test('a viewer sees the names of variables, a developer their values', async () => {
  const at = '/api/v1/applications/shop/environments/prod/config'
  const config = `GET ${at}`
  await done(`PUT ${at}`, { as: people.deployer, body: { values: { COLOUR: 'red' } } })
  for (const [who, value] of [['viewer', null], ['developer', 'red']] as const) {
    const { items } = await done(config, { as: people[who] })
    const colour = items.find((one: { name: string }) => one.name === 'COLOUR')
    assert.equal(colour.value, value, who)
  } // biome-ignore format: one table
})

/** Opens a stream, and says when it has ended. */
async function opened(route: string, as: string) {
  const away = new AbortController()
  const answer = await call(route, { as, signal: away.signal })
  assert.equal(answer.status, 200, route)
  const stream = { hasEnded: false, leave: () => away.abort() }
  void (async () => {
    for await (const _ of answer.body as AsyncIterable<Uint8Array>);
    stream.hasEnded = true
  })().catch(() => (stream.hasEnded = true))
  return stream
}
const bound = { boundMs: 10_000, everyMs: 20 }
test('an open stream ends when the membership, the session, the token or the account behind it is gone', async () => {
  const running = await enqueue(database, {
    kind: 'build',
    application: 'shop',
    cause: 'followed',
    by: 'admin',
  })
  const streams = ['GET /api/v1/stream', `GET /api/v1/runs/${running}/log?follow=true`]
  const session = await person('leaver', [])
  const member = { account: 'leaver', role: 'viewer' }
  await done('POST /api/v1/tenants/payments/members', { as: operator, body: member })
  const { token } = await done('POST /api/v1/tokens', { as: session, body: { name: 'robot' } })
  const others = await Promise.all(streams.map((route) => opened(route, people.viewer)))
  const ends: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ['token', token, () => done('DELETE /api/v1/tokens/robot', { as: session })],
    [
      'membership',
      session,
      () => done('DELETE /api/v1/tenants/payments/members/leaver', { as: people.admin }),
    ],
    ['session', session, () => done('DELETE /api/v1/sessions', { as: session })],
  ]
  for (const [what, as, end] of ends) {
    const open = await Promise.all(streams.map((route) => opened(route, as)))
    await end()
    for (const [index, stream] of open.entries())
      await waitFor(`${streams[index]} to end with the ${what}`, async () => stream.hasEnded, bound)
    await database
      .insertInto('member')
      .values({ tenant: 'payments', ...member, role: 'viewer' })
      .onConflict((one) => one.doNothing())
      .execute()
  }
  assert.deepEqual(
    others.map(({ hasEnded }) => hasEnded),
    [false, false],
  )
  for (const { leave } of others) leave()
})
test('explain says the same as the table', async () => {
  for (const who of everybody)
    for (const act of [
      'application.scale',
      'application.build',
      'application.delete',
      'tenant.create',
    ] as const) {
      const isSeen = who !== 'foreign' && who !== 'nobody'
      const asked = `GET /api/v1/access/explain?act=${act}&application=shop&environment=prod`
      if (!isSeen) {
        assert.deepEqual(await refused(asked, { as: people[who] }), [404, 'application.unknown'], who)
        continue
      }
      const { grantors, ...rest } = await done(asked, { as: people[who] })
      assert.deepEqual(rest, { act, ...inProd, ...may(rightsOf(who), act, inProd), rule: null })
      assert.ok(grantors.includes(act === 'tenant.create' ? 'a-platform' : 'a-admin'))
    }
})
test('an application says what its reader may do', async () => {
  const { mayDo, environments } = await done('GET /api/v1/applications/shop', { as: people.developer })
  assert.ok(mayDo.includes('application.build') && !mayDo.includes('application.delete'))
  const scales = environments.map((one: { name: string; mayDo: string[] }) => [
    one.name,
    one.mayDo.includes('application.scale'),
  ])
  assert.deepEqual(scales, [
    ['sit', true],
    ['uat', true],
    ['prod', false],
  ])
})
