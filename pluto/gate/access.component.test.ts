/** Every route of the contract for every role and for another tenant: what is allowed comes from the table of acts. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type Role, roles } from '@opads/kernel/role'
import { waitFor } from '@opads/world/wait'
import { contract } from '../contract.ts'
import { enqueue } from '../run/rows.ts'
import { cloud, operator } from '../test-cloud/cloud.ts'
import type { ActRecord } from './act-record.ts'
import { type Act, actNames, acts, may, type Rights, type Scope } from './roles.ts'
import { type ActRoute, filledWith, routes } from './test-routes.ts'

const records: ActRecord[] = []
const { call, done, refused, person, database, stop } = await cloud({
  record: async (_, record) => void records.push(record),
  recheckMs: 50,
})
after(stop)

for (const name of ['ours', 'theirs']) await done('POST /api/v1/tenants', { as: operator, body: { name } })
/** One member of `ours` per role, an admin of `theirs`, an account without a tenant, and a platform administrator. */
const people = {
  foreign: await person('a-foreign', ['theirs']),
  nobody: await person('a-nobody', []),
  platform: await person('a-platform', [], true),
  ...(Object.fromEntries(
    await Promise.all(
      roles.map(async (role) => {
        const account = `a-${role}`
        const token = await person(account, [])
        await done('POST /api/v1/tenants/ours/members', { as: operator, body: { account, role } })
        return [role, token] as const
      }),
    ),
  ) as Record<Role, string>),
}
type Person = keyof typeof people
const everybody = Object.keys(people) as Person[]
const rightsOf = (who: Person): Rights => {
  const role = roles.find((one) => one === who)
  const tenants: Readonly<Record<string, Role>> = role ? { ours: role } : {}
  return { isAdmin: who === 'platform', roles: who === 'foreign' ? { theirs: 'admin' } : tenants }
}

await person('passing', [])
await done('POST /api/v1/applications', { as: operator, body: { name: 'shop', tenant: 'ours' } })
const build = await enqueue(database, { kind: 'build', application: 'shop', cause: 'for all', by: 'admin' })
const ours: Scope = { tenant: 'ours', application: null, environment: null }
const shop: Scope = { ...ours, application: 'shop' }

type Try = {
  readonly scope: Scope
  readonly body?: object
  /** Values of `:name`, `:account` and so on, where they are others than those below. */
  readonly params?: Readonly<Record<string, string>>
  /** Before each caller. */
  readonly prepare?: () => Promise<unknown>
  /** Answers that say that the act was allowed and had nothing to do, so that the next caller finds the same. */
  readonly allowed?: readonly (readonly [number, string])[]
}
const usual = { name: 'shop', environment: 'sit', id: String(build) }
const inSit: Scope = { ...shop, environment: 'sit' }
const inProd: Scope = { ...shop, environment: 'prod' }
/** Both kinds of environments. */
const places = (body: object): readonly Try[] => [
  { scope: inSit, body },
  { scope: inProd, body, params: { environment: 'prod' } },
]
const nowhere: Scope = { tenant: null, application: null, environment: null }
const prodRun = await enqueue(database, {
  kind: 'deploy',
  application: 'shop',
  environment: 'prod',
  cause: 'for all in prod',
  by: 'admin',
})
const over = [[409, 'run.over']] as const
await database.updateTable('run').set({ state: 'failed', finished_at: new Date() }).execute()

/** How each route with an act is called; a new route without an entry does not compile. */
const tries: Readonly<Record<ActRoute, readonly Try[]>> = {
  'GET /api/v1/users': [{ scope: nowhere }],
  'POST /api/v1/users': [{ scope: nowhere, body: { name: 'admin' }, allowed: [[409, 'account.exists']] }],
  'PUT /api/v1/users/:name': [{ scope: nowhere, params: { name: 'a-nobody' }, body: {} }],
  'DELETE /api/v1/users/:name': [
    { scope: nowhere, params: { name: 'operator' }, allowed: [[409, 'account.platform']] },
  ],
  'POST /api/v1/tenants': [{ scope: nowhere, body: { name: 'ours' }, allowed: [[409, 'tenant.exists']] }],
  'DELETE /api/v1/tenants/:name': [
    { scope: ours, params: { name: 'ours' }, allowed: [[409, 'tenant.not-empty']] },
  ],
  'GET /api/v1/tenants/:name/members': [{ scope: ours, params: { name: 'ours' } }],
  'POST /api/v1/tenants/:name/members': [
    {
      scope: ours,
      params: { name: 'ours' },
      body: { account: 'a-viewer', role: 'viewer' },
      allowed: [[409, 'member.exists']],
    },
  ],
  'PUT /api/v1/tenants/:name/members/:account': [
    { scope: ours, params: { name: 'ours', account: 'a-viewer' }, body: { role: 'viewer' } },
  ],
  'DELETE /api/v1/tenants/:name/members/:account': [
    {
      scope: ours,
      params: { name: 'ours', account: 'passing' },
      prepare: () =>
        database
          .insertInto('member')
          .values({ tenant: 'ours', account: 'passing', role: 'viewer' })
          .onConflict((one) => one.doNothing())
          .execute(),
    },
  ],
  'POST /api/v1/applications': [
    { scope: ours, body: { name: 'shop', tenant: 'ours' }, allowed: [[409, 'application.exists']] },
  ],
  'GET /api/v1/applications/:name': [{ scope: shop }],
  'DELETE /api/v1/applications/:name': [
    {
      scope: { ...ours, application: 'spare' },
      params: { name: 'spare' },
      prepare: () =>
        database
          .insertInto('application')
          .values({ name: 'spare', tenant: 'ours', created_by: 'admin' })
          .onConflict((one) => one.doNothing())
          .execute(),
    },
  ],
  'GET /api/v1/applications/:name/pods': [{ scope: shop }],
  'GET /api/v1/applications/:name/releases': [{ scope: shop }],
  'GET /api/v1/applications/:name/deployments': [{ scope: shop }],
  'POST /api/v1/applications/:name/deployments': [
    { scope: inSit, body: { release: 1 }, allowed: [[404, 'release.unknown']] },
    { scope: inProd, body: { release: 1, environment: 'prod' }, allowed: [[404, 'release.unknown']] },
  ],
  'POST /api/v1/applications/:name/builds': [{ scope: shop, body: {} }],
  'GET /api/v1/applications/:name/environments/:environment/logs': [
    { scope: inSit, allowed: [[404, 'pod.none']] },
  ],
  'GET /api/v1/applications/:name/environments/:environment/config': [{ scope: inSit }],
  'PUT /api/v1/applications/:name/environments/:environment/config': places({ values: { COLOUR: 'red' } }),
  'PUT /api/v1/applications/:name/environments/:environment/secrets': places({ values: { KEY: 'hidden' } }),
  'PUT /api/v1/applications/:name/environments/:environment/scale': places({ replicas: 2 }),
  'GET /api/v1/runs/:id': [{ scope: shop }],
  'GET /api/v1/runs/:id/log': [{ scope: shop }],
  'GET /api/v1/audit/verify': [{ scope: nowhere }],
  'POST /api/v1/runs/:id/decision': [
    { scope: shop, body: { approve: true }, allowed: [[409, 'run.not-waiting']] },
  ],
  'POST /api/v1/runs/:id/cancel': [
    { scope: shop, allowed: over },
    { scope: inProd, params: { id: String(prodRun) }, allowed: over },
  ],
}
const filled = (route: string, params: Readonly<Record<string, string>> = {}) =>
  filledWith({ ...usual, ...params }, route)

/** Status and code; of an open stream only the status. */
async function tried(route: string, words: Parameters<typeof call>[1]): Promise<readonly [number, string]> {
  const away = new AbortController()
  const answer = await call(route, { ...words, signal: away.signal })
  const { code = '' } = answer.ok ? {} : ((await answer.json()) as { code: string })
  away.abort()
  await answer.body?.cancel().catch(() => {})
  return [answer.status, code]
}
const isWithin = (list: readonly (readonly [number, string])[], [status, code]: readonly [number, string]) =>
  list.some((one) => one[0] === status && one[1] === code)
const wordsOf = (who: Person, { body }: Try) => ({ as: people[who], ...(body && { body }) })

test('every act of the table has a route, and every act of a route is in the table', () => {
  const ofRows: Act = 'audit.read' // decides which rows are in a list that everybody may ask for
  const used = new Set([ofRows, ...routes.flatMap((one) => ('act' in one ? [one.act] : []))])
  assert.deepEqual([...used].sort(), [...actNames].sort())
})
for (const [route, list] of Object.entries(tries)) {
  const { act } = contract[route as ActRoute]
  for (const one of list)
    test(`${route} in ${one.scope.environment ?? 'the tenant'}: whom the table lets, and nobody else`, async () => {
      for (const who of everybody) {
        const { allowed, needed, held } = may(rightsOf(who), act, one.scope)
        await one.prepare?.()
        records.splice(0)
        const answer = await tried(filled(route, one.params), wordsOf(who, one))
        const isOutside = (who === 'foreign' || who === 'nobody') && acts[act] !== 'platform'
        const what = `${who}: ${answer.join(' ')}`
        if (allowed) assert.ok(answer[0] < 300 || isWithin(one.allowed ?? [], answer), what)
        else if (isOutside) assert.deepEqual([answer[0], /\.unknown$/.test(answer[1])], [404, true], what)
        else assert.deepEqual(answer, [403, 'access.denied'], `${what}; needs ${needed}, is ${held}`)
        const isWrite = !route.startsWith('GET ')
        if (isWrite || 'stream' in contract[route as ActRoute] || answer[0] === 403)
          assert.deepEqual(
            records.map(({ account, act, code }) => ({ account, act, code })),
            [{ account: `a-${who}`, act, code: answer[1] || null }],
            what,
          )
      }
    })
}

test('another tenant is answered as if it did not exist, in every word', async () => {
  for (const [route, list] of Object.entries(tries))
    for (const one of list) {
      const target: string = contract[route as ActRoute].target
      if (
        target === 'platform' ||
        target === 'account' ||
        acts[contract[route as ActRoute].act] === 'platform'
      )
        continue
      const wordsOfNone = {
        ...usual,
        ...one.params,
        ...(target === 'run' ? { id: '987654' } : { name: 'none' }),
      }
      const isInBody = 'body' in one && !route.includes('/:')
      const body = isInBody ? { ...one.body, tenant: 'none' } : one.body
      const [theirs, none] = await Promise.all(
        [
          { path: filled(route, one.params), ...(one.body && { body: one.body }) },
          { path: filled(route, wordsOfNone), ...(body && { body }) },
        ].map(async ({ path, ...words }) => {
          const { request: _, ...problem } = (await (
            await call(path, { as: people.foreign, ...words })
          ).json()) as { request: string }
          return JSON.stringify(problem).replaceAll(/shop|spare|none|ours|987654|\b[12]\b/g, '*')
        }),
      )
      assert.equal(theirs, none, route)
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
    act: 'application.scale', needed: 'deployer', held: 'developer', tenant: 'ours', application: 'shop', environment: 'prod', where: '/ours/shop/prod', grantors: 'a-admin',
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
      ['a-platform', 'ours', 'shop', 'prod', 'done', { replicas: 3, right: 'platform' }],
      ['a-admin', 'ours', 'shop', 'prod', 'done', { replicas: 3 }],
    ],
  ) // biome-ignore format: rows
})
test('a viewer sees the names of variables, a developer their values', async () => {
  const config = 'GET /api/v1/applications/shop/environments/prod/config'
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
  await done('POST /api/v1/tenants/ours/members', { as: operator, body: member })
  const { token } = await done('POST /api/v1/tokens', { as: session, body: { name: 'robot' } })
  const others = await Promise.all(streams.map((route) => opened(route, people.viewer)))
  const ends: readonly (readonly [string, string, () => Promise<unknown>])[] = [
    ['token', token, () => done('DELETE /api/v1/tokens/robot', { as: session })],
    ['membership', session, () => done('DELETE /api/v1/tenants/ours/members/leaver', { as: people.admin })],
    ['session', session, () => done('DELETE /api/v1/sessions', { as: session })],
  ]
  for (const [what, as, end] of ends) {
    const open = await Promise.all(streams.map((route) => opened(route, as)))
    await end()
    for (const [index, stream] of open.entries())
      await waitFor(`${streams[index]} to end with the ${what}`, async () => stream.hasEnded, bound)
    await database
      .insertInto('member')
      .values({ tenant: 'ours', ...member, role: 'viewer' })
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
      assert.deepEqual(rest, { act, ...inProd, ...may(rightsOf(who), act, inProd) })
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
