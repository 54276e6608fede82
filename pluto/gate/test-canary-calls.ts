/** Calls that carry planted secrets: a right body for every route, bad ones, and every way to say who calls. */
import { internal, operator } from '../test-cloud/cloud.ts'
import { type Route, rightCall } from '../test-cloud/example-call.ts'
import type { Person, PlantedCloud } from './test-canary-cloud.ts'

export type Words = {
  readonly as?: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
}
export type Caller = { readonly who: Person | 'stranger'; readonly words: Words }

const some = (letter: string) => `${letter}-${crypto.randomUUID().slice(0, 8)}`

/** Bodies that carry a secret, or make what one is shown of; all other routes are called with the examples of the contract. */
const secretBodies = ({
  people,
  values,
  typed,
}: PlantedCloud): Partial<Record<Route, (who: Person) => object>> => ({
  'POST /api/v1/sessions': (who) => ({ account: `a-${who}`, password: people[who].password }),
  'PUT /api/v1/me/password': (who) => ({
    current: who === 'nobody' ? people.nobody.password : typed,
    password: `new ${typed}`,
  }),
  'POST /api/v1/tokens': () => ({ name: some('t') }),
  'POST /api/v1/users': () => ({ name: some('u') }),
  'POST /api/v1/applications/:name/deployments': () => ({ release: 1, asItRan: true }),
  'PUT /api/v1/applications/:name/environments/:environment/config': () => ({
    values: { SHOWN: values.shown },
  }),
  'PUT /api/v1/applications/:name/environments/:environment/secrets': () => ({
    values: { KEY: values.secret },
  }),
  'POST /internal/authenticate': (who) => ({ account: `a-${who}`, password: people[who].token }),
})

/** A right body of a route that takes one. */
export function bodiesOf(cloud: PlantedCloud) {
  const secret = secretBodies(cloud)
  return (route: Route, { who }: Caller): object | undefined =>
    secret[route]?.(who === 'stranger' ? 'viewer' : who) ?? rightCall(route).body
}

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
