/** Calls that carry planted secrets: a body for every route, bad ones, and every way to say who calls. */
import type { contract } from '../contract.ts'
import { internal, operator } from '../test-cloud/cloud.ts'
import type { Person, PlantedCloud } from './test-canary-cloud.ts'
import type { Route } from './test-routes.ts'

type WithBody = { [R in Route]: (typeof contract)[R] extends { body: unknown } ? R : never }[Route]
export type Words = {
  readonly as?: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
}
export type Caller = { readonly who: Person | 'stranger'; readonly words: Words }

const some = (letter: string) => `${letter}-${crypto.randomUUID().slice(0, 8)}`

/** A good body for every route that takes one; a new route without an entry does not compile. */
export const bodiesOf = ({ people, values, typed }: PlantedCloud) =>
  ({
    'POST /api/v1/sessions': (who) => ({ account: `a-${who}`, password: people[who].password }),
    'PUT /api/v1/me/password': (who) => ({
      current: who === 'nobody' ? people.nobody.password : typed,
      password: `new ${typed}`,
    }),
    'POST /api/v1/tokens': () => ({ name: some('t') }),
    'POST /api/v1/users': () => ({ name: some('u') }),
    'PUT /api/v1/users/:name': () => ({ isAdmin: false }),
    'POST /api/v1/tenants': () => ({ name: some('t') }),
    'POST /api/v1/tenants/:name/members': () => ({ account: 'a-nobody', role: 'viewer' }),
    'PUT /api/v1/tenants/:name/members/:account': () => ({ role: 'viewer' }),
    'POST /api/v1/applications': () => ({ name: some('p'), tenant: 'ours' }),
    'POST /api/v1/applications/:name/deployments': () => ({ release: 1, asItRan: true }),
    'POST /api/v1/applications/:name/builds': () => ({}),
    'PUT /api/v1/applications/:name/environments/:environment/config': () => ({
      values: { SHOWN: values.shown },
    }),
    'PUT /api/v1/applications/:name/environments/:environment/secrets': () => ({
      values: { KEY: values.secret },
    }),
    'PUT /api/v1/applications/:name/environments/:environment/scale': () => ({ replicas: 2 }),
    'POST /api/v1/runs/:id/decision': () => ({ approve: true }),
    'POST /internal/authenticate': (who) => ({ account: `a-${who}`, password: people[who].token }),
    'POST /internal/pushes': () => ({
      repository: 'ours/shop',
      ref: 'refs/heads/main',
      commit: 'c'.repeat(40),
      count: 0,
      title: 'One',
      by: 'a-admin',
    }),
    'POST /internal/leases': () => ({ kind: 'build', worker: 'one' }),
    'POST /internal/runs/:id/log': () => ({ worker: 'one', lines: [{ step: 'npm ci', text: 'done' }] }),
    'POST /internal/runs/:id/finish': () => ({
      worker: 'one',
      problem: { code: 'build.failed', sentence: 'x', next: 'y' },
    }),
  }) satisfies Readonly<Record<WithBody, (who: Person) => object>>

/** A secret where none belongs, as texts: nothing of it may come back. */
export function badBodies(good: object, typed: string): readonly string[] {
  const wrong = Object.fromEntries(Object.keys(good).map((key) => [key, { [key]: typed }]))
  const variables = { values: { 'NO NAME': typed, KEY: [typed] } }
  const bodies = [{ ...good, more: typed }, wrong, [typed], typed, variables]
  return [
    ...bodies.map((one) => JSON.stringify(one)),
    JSON.stringify({ ...good, password: typed }).slice(0, -4),
  ]
}

const basic = (account: string, password: string): Words => ({
  headers: { authorization: `Basic ${Buffer.from(`${account}:${password}`).toString('base64')}` },
})
const cookie = (token: string, headers: Record<string, string> = {}): Words => ({
  headers: { cookie: `__Host-opads=${encodeURIComponent(token)}`, ...headers },
})
/** Everybody by their session, then every other way to be somebody, right and wrong. */
export const callersOf = ({ people, typed }: PlantedCloud) => ({
  people: (Object.keys(people) as Person[]).map((who) => ({ who, words: { as: people[who].session } })),
  others: [
    { who: 'stranger', words: {} },
    { who: 'stranger', words: { as: internal } },
    { who: 'stranger', words: { as: `opads_${Buffer.from(typed).toString('base64url')}` } },
    { who: 'stranger', words: basic('a-viewer', typed) },
    { who: 'stranger', words: basic('a-viewer', `opads_${typed}`) },
    { who: 'stranger', words: basic(typed, typed) },
    { who: 'stranger', words: cookie(typed) },
    { who: 'platform', words: { as: operator } },
    { who: 'admin', words: { as: people.admin.token } },
    { who: 'viewer', words: basic('a-viewer', people.viewer.password) },
    { who: 'developer', words: basic('a-developer', people.developer.token) },
    { who: 'admin', words: cookie(people.admin.session, { 'sec-fetch-site': 'same-origin' }) },
    { who: 'admin', words: cookie(people.admin.session, { origin: 'https://elsewhere' }) },
  ] satisfies readonly Caller[],
})
