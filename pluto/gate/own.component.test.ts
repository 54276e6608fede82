/** Routes on what is the caller's own, and lists: for every role and for another tenant, what they show of tenant `ours`. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { roles } from '@opads/kernel/role'
import { waitFor } from '@opads/world/wait'
import { enqueue } from '../run/rows.ts'
import { cloud, operator } from '../test-cloud/cloud.ts'
import { samplePod } from '../test-cloud/sample-pod.ts'
import { features } from '../write/shapes.ts'
import type { OwnRoute } from './test-routes.ts'

const { call, done, refused, person, database, server, pods, stop } = await cloud()
const leaving = new AbortController()
after(async () => {
  leaving.abort()
  await stop()
})
for (const name of ['ours', 'theirs']) await done('POST /api/v1/tenants', { as: operator, body: { name } })
const others = {
  foreign: await person('a-foreign', ['theirs']),
  nobody: await person('a-nobody', []),
  platform: await person('a-platform', [], true),
}
const members = Object.fromEntries(
  await Promise.all(
    roles.map(async (role) => {
      const token = await person(`a-${role}`, [])
      const body = { account: `a-${role}`, role }
      await done('POST /api/v1/tenants/ours/members', { as: operator, body })
      return [role, token] as const
    }),
  ),
)
const people: Readonly<Record<string, string>> = { ...others, ...members }
for (const [name, tenant] of [['shop', 'ours'], ['stall', 'theirs']])
  await done('POST /api/v1/applications', { as: operator, body: { name, tenant } }) // biome-ignore format: a table
const build = (application: string, cause: string) =>
  enqueue(database, { kind: 'build', application, cause, by: 'me' })
await build('shop', 'first')
pods.push(samplePod(), samplePod({ name: 'stall-1', application: 'stall', namespace: 'theirs-sit' }))

const insiders = [...roles, 'platform']
/** Who is shown something of `ours` by each list; a new route without an entry does not compile. */
const lists = {
  'GET /api/v1/me': { seenBy: roles, mark: '"ours"' },
  'GET /api/v1/tenants': { seenBy: insiders, mark: '"name":"ours"' },
  'GET /api/v1/applications': { seenBy: insiders, mark: '"shop"' },
  'GET /api/v1/runs': { seenBy: insiders, mark: '"shop"' },
  'GET /api/v1/events': { seenBy: insiders, mark: '"shop"' },
  'GET /api/v1/audit': { seenBy: ['admin', 'platform'], mark: '"tenant":"ours"' },
} as const
type List = keyof typeof lists
const queries = ['', '?application=shop', '?tenant=ours', '?search=shop', '?account=operator&tenant=ours']
for (const [route, { seenBy, mark }] of Object.entries(lists) as [List, (typeof lists)[List]][])
  test(`${route} shows ${mark} to those who may see it, by no query to others`, async () => {
    for (const [who, as] of Object.entries(people)) {
      const texts = await Promise.all(
        queries.map(async (query) => (await call(route + query, { as })).text()),
      )
      const isSeen = (seenBy as readonly string[]).includes(who)
      if (isSeen) assert.ok(texts[0]!.includes(mark), `${who}: ${texts[0]}`)
      else for (const text of texts) assert.ok(!text.includes(mark), `${who}: ${text}`)
    }
  })

/** The other routes of this kind: one test each. */
const tests: Readonly<Record<Exclude<OwnRoute, List>, (as: string, who: string) => Promise<void>>> = {
  'GET /api/v1/clusters': async (as, who) => {
    const { items } = await done('GET /api/v1/clusters', { as })
    const wanted = who === 'platform' ? 2 : who === 'nobody' ? 0 : 1
    assert.equal(items[0].nodes[0].pods, wanted, who)
  },
  'GET /api/v1/access/explain': async (as, who) => {
    const asked = 'GET /api/v1/access/explain?act=application.read&application=shop'
    const isSeen = insiders.includes(who)
    if (isSeen) assert.equal((await done(asked, { as })).allowed, true, who)
    else assert.deepEqual(await refused(asked, { as }), [404, 'application.unknown'], who)
  },
  'GET /api/v1/features': async (as, who) =>
    assert.deepEqual((await done('GET /api/v1/features', { as })).items, features, who),
  'POST /api/v1/tokens': (as, who) => done('POST /api/v1/tokens', { as, body: { name: `of ${who}` } }),
  'GET /api/v1/tokens': async (as, who) => {
    const { items } = await done('GET /api/v1/tokens', { as })
    assert.deepEqual(
      items.map((one: { name: string }) => one.name),
      [`of ${who}`],
    )
  },
  'DELETE /api/v1/tokens/:name': async (as, who) => {
    const other = who === 'platform' ? 'nobody' : 'platform'
    assert.deepEqual(await refused(`DELETE /api/v1/tokens/of%20${other}`, { as }), [404, 'token.unknown'])
    if (who !== 'platform' && who !== 'nobody') await done(`DELETE /api/v1/tokens/of%20${who}`, { as })
  },
  'GET /api/v1/stream': async (as, who) => {
    const answer = await call('GET /api/v1/stream', { as, signal: leaving.signal })
    heard.set(who, '')
    void (async () => {
      for await (const bytes of answer.body as AsyncIterable<Uint8Array>)
        heard.set(who, heard.get(who)! + Buffer.from(bytes).toString())
    })().catch(() => {})
  },
  'PUT /api/v1/me/password': async (as, who) => {
    const other = who === 'viewer' ? 'admin' : 'viewer'
    const body = { current: `new password of a-${other}`, password: 'a password for all of us' }
    assert.deepEqual(await refused('PUT /api/v1/me/password', { as, body }), [401, 'account.wrong-password'])
    const own = { current: `new password of a-${who}`, password: `newest password of ${who}` }
    await done('PUT /api/v1/me/password', { as, body: own })
  },
  'DELETE /api/v1/sessions': async (as, who) => {
    await done('DELETE /api/v1/sessions', { as })
    assert.deepEqual(await refused('GET /api/v1/me', { as }), [401, 'account.unknown'], who)
  },
}
const heard = new Map<string, string>()
for (const [route, work] of Object.entries(tests))
  test(`${route} as everybody`, async () => {
    for (const [who, as] of Object.entries(people)) await work(as, who)
    if (route !== 'GET /api/v1/stream') return
    const listening = `select 1 from pg_stat_activity where query = 'listen opads'`
    await waitFor('Pluto to listen', async () => (await server.ask(listening)).length > 0)
    await build('shop', 'second')
    await build('stall', 'last')
    const all = (name: string) => [...heard].filter(([, text]) => text.includes(`"${name}"`)).map(([who]) => who)
    await waitFor('all to hear of theirs', async () => ['foreign', 'platform'].every((who) => all('stall').includes(who)))
    await waitFor('all to hear of ours', async () => insiders.every((who) => all('shop').includes(who)))
    assert.deepEqual(all('shop').sort(), insiders.toSorted())
    assert.deepEqual(all('stall').sort(), ['foreign', 'platform'])
  }) // biome-ignore format: one test
