/** Planted secrets are found in no answer, header, log, row and Kubernetes object, whoever calls whatever route, with whatever body. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Endpoint } from '@opads/serve/contract'
import { contract } from '../contract.ts'
import { cloud, internal } from '../test-cloud/cloud.ts'
import { filledWith, type Params, type Route, rightCall } from '../test-cloud/example-call.ts'
import { badBodies, bodiesOf, type Caller, callersOf, type Words } from './test-canary-calls.ts'
import { plantedCloud } from './test-canary-cloud.ts'
import { routes } from './test-routes.ts'

/** What this process prints; only the runner of the tests reads standard output. */
const printed: string[] = []
const { stdout, stderr } = process
const write = stdout.write.bind(stdout)
stdout.write = (chunk: string | Uint8Array, ...others: never[]) => {
  printed.push(Buffer.from(chunk as string).toString())
  return write(chunk, ...others)
}
stderr.write = (chunk: string | Uint8Array) => printed.push(Buffer.from(chunk as string).toString()) > 0
const all = await cloud()
const { app, server, objects, signal } = all
const leaving = new AbortController()
after(async () => {
  leaving.abort()
  await all.stop()
})
const plantedOnes = await plantedCloud(all)
const { people, planted, values, typed } = plantedOnes
const callers = callersOf(plantedOnes)
const bodyOf = bodiesOf(plantedOnes)

/** A body that is text is sent as it is. */
function send(
  route: string,
  { as, headers }: Words,
  {
    body,
    signal: away = signal,
  }: { readonly body?: object | string | undefined; readonly signal?: AbortSignal },
) {
  const [method, path] = route.split(' ') as [string, string]
  return app.request(path, {
    method,
    headers: { ...(as !== undefined && { authorization: `Bearer ${as}` }), ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    signal: away,
  })
}
/** Who follows all changes meanwhile. */
const heard: string[] = []
for (const { words } of callers.people) {
  const answer = await send('GET /api/v1/stream', words, { signal: leaving.signal })
  void (async () => {
    for await (const bytes of answer.body as AsyncIterable<Uint8Array>)
      heard.push(Buffer.from(bytes).toString())
  })().catch(() => {})
}

const config = 'GET /api/v1/applications/:name/environments/:environment/config'
/** A secret that is shown this once is one from then on. */
const shownOnce: Partial<Record<Route, 'token' | 'password'>> = {
  'POST /api/v1/sessions': 'token',
  'POST /api/v1/tokens': 'token',
  'POST /api/v1/users': 'password',
}
/** The run that the route may still change: one that waits for a worker or for a person, or one that a worker has. */
async function runFor(route: string): Promise<string> {
  if (!route.includes('/:id')) return ''
  const state = route.startsWith('POST /internal/') ? 'running' : 'queued'
  const question = `select id from run where kind = 'build' order by state = '${state}' desc, id limit 1`
  const [run] = await server.ask(question).catch(() => [{ id: 1 }])
  if (route.endsWith('/decision'))
    await server.ask(`update run set state = 'waiting' where id = ${run!.id}`).catch(() => [])
  return String(run!.id)
}
const statuses = new Map<Route, Set<number>>()

type Found = readonly string[]
type Call = {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: object | string | undefined
}
/** Calls a route, and returns the secrets in its answer. */
async function tried(
  route: Route,
  { who, words }: Caller,
  { params = {}, query = rightCall(route).query, body }: Call = {},
): Promise<Found> {
  const { stream }: Endpoint = contract[route]
  const away = new AbortController()
  if (route === 'POST /internal/leases') away.abort() // does not wait for a run
  const path = filledWith({ ...rightCall(route).params, id: await runFor(route), ...params }, route) + query
  const answer = await send(path, words, { body, signal: away.signal })
  const isEndless = answer.ok && stream === 'events'
  const text = isEndless
    ? new TextDecoder().decode((await answer.body!.getReader().read()).value)
    : await answer.text()
  away.abort()
  statuses.set(route, (statuses.get(route) ?? new Set()).add(answer.status))
  const once = answer.ok ? shownOnce[route] : undefined
  const fresh = once && (JSON.parse(text) as Record<string, string>)[once]!
  const isReader = route === config && !['viewer', 'stranger'].includes(who)
  const shown = fresh ?? (isReader ? JSON.stringify(values.shown).slice(1, -1) : undefined)
  const whole = `${JSON.stringify([...answer.headers])}\n${text}`
  const found = planted.in(shown === undefined ? whole : whole.replaceAll(shown, ''))
  if (fresh) planted.plant(`${once} from ${route} for ${who}`, fresh)
  return found.map((what) => `${route}${query} by ${who}, ${answer.status}: ${what}`)
}
/** The route with every body, and as a dry run where it has one. */
async function everyWay(route: Route, caller: Caller): Promise<Found> {
  const good = bodyOf(route, caller)
  const { query }: Endpoint = contract[route]
  const found: string[] = []
  if (query) {
    found.push(...(await tried(route, caller, { query: `?more=${encodeURIComponent(typed)}`, body: good })))
    if (query.safeParse({ dryRun: 'true' }).success)
      found.push(...(await tried(route, caller, { query: '?dryRun=true', body: good })))
  }
  if (good) for (const body of badBodies(good, typed)) found.push(...(await tried(route, caller, { body })))
  return [...found, ...(await tried(route, caller, { body: good }))]
}
/** What is deleted comes last, and what holds it after it. */
const isDelete = (route: Route) => route.startsWith('DELETE ')
const every = routes.map(({ route }) => route)
const [deletes, others] = [every.filter(isDelete).toReversed(), every.filter((route) => !isDelete(route))]
const everyCaller: readonly Caller[] = [
  ...callers.people,
  { who: 'platform', words: { as: internal } },
  ...callers.others,
]

/** Secrets in rows of the database. A token is known by its digest, which only its own row may have. */
async function inRows(): Promise<Found> {
  const tables = await server.ask(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  assert.ok(tables.length > 15)
  const found: string[] = []
  for (const { name } of tables)
    for (const { row } of await server.ask(
      `select row_to_json(whole)::text as row from "${String(name)}" whole`,
    ))
      found.push(
        ...planted
          .in(String(row))
          .filter((what) => !(name === 'token' && what.endsWith(' as digest')))
          .map((what) => `a row of ${String(name)}: ${what}`),
      )
  return found
}
/** Kubernetes keeps what pods run with in Secrets. */
const inObjects = (): Found =>
  [...objects.paths()]
    .map((path) => objects.get(path)!)
    .filter(({ kind }) => kind !== 'Secret')
    .flatMap((object) => planted.in(JSON.stringify(object)).map((what) => `${object.kind}: ${what}`))
const inPrints = (): Found => planted.in(printed.join('')).map((what) => `printed: ${what}`)
const inStreams = (): Found => planted.in(heard.join('')).map((what) => `the stream: ${what}`)

test('no answer has a secret, whoever calls, with whatever body', async () => {
  const found: string[] = []
  for (const route of others) {
    for (const caller of callers.people) found.push(...(await everyWay(route, caller)))
    for (const caller of everyCaller.slice(callers.people.length))
      found.push(...(await tried(route, caller, { body: bodyOf(route, caller) })))
  }
  assert.deepEqual(found, [])
})
test('nor one that is given while the database refuses to store', async () => {
  const tables = ['event', 'variable', 'run', 'placement', 'audit']
  const rename = (from: string, to: string) =>
    server.ask(tables.map((name) => `alter table ${from}${name} rename to ${to}${name}`).join(';'))
  const found: string[] = []
  await rename('', 'away_')
  try {
    for (const route of others)
      for (const caller of everyCaller.filter(({ who }) => who === 'admin' || who === 'platform'))
        found.push(...(await tried(route, caller, { body: bodyOf(route, caller) })))
  } finally {
    await rename('away_', '')
  }
  assert.deepEqual(found, [])
  assert.match(printed.join(''), /"fault":/)
})
test('nor one where a token was typed as a name', async () => {
  const found: string[] = []
  for (const route of [...others, ...deletes].filter((one) => /:(name|account)/.test(one)))
    for (const caller of callers.people) {
      const { token } = people.admin
      const good = bodyOf(route, caller)
      const body = good && (route.endsWith('/members') ? { ...good, account: token } : good)
      for (const [, param] of route.matchAll(/:(name|account)/g))
        found.push(...(await tried(route, caller, { params: { [param!]: token }, body })))
    }
  assert.deepEqual(found, [])
})
test('nor one where something is deleted', async () => {
  const found: string[] = []
  for (const route of deletes) {
    // The objects of `shop` are searched later.
    const params: Params = route === 'DELETE /api/v1/applications/:name' ? { name: 'spare' } : {}
    for (const caller of everyCaller.toReversed()) found.push(...(await tried(route, caller, { params })))
  }
  assert.deepEqual(found, [])
})
test('each route was answered, and refused too', () => {
  const never = (is: (status: number) => boolean) =>
    routes.filter(({ route }) => ![...(statuses.get(route) ?? [])].some(is)).map(({ route }) => route)
  assert.deepEqual(
    never((status) => status < 300),
    [],
  )
  assert.deepEqual(
    never((status) => status >= 400),
    [],
  )
})
test('no row, no object but a Secret, no line of the process and no stream has a secret', async () => {
  assert.deepEqual([await inRows(), inObjects(), inPrints(), inStreams()], [[], [], [], []])
})
test('a secret in any of these places would be found', async () => {
  const as64 = Buffer.from(`KEY=${values.secret}`).toString('base64')
  await server.ask(
    `insert into audit (account, address, act, outcome, facts) values ('me', '', 'x', 'done', '{"key":"${as64}"}')`,
  )
  objects.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'leak', namespace: 'payments-sit' }, data: { KEY: values.waiting } } as never) // biome-ignore format: one line
  console.error(`fault: ${JSON.stringify({ token: people.viewer.token })}`)
  heard.push(`data: ${encodeURIComponent(people.admin.password)}`)
  assert.deepEqual(
    [await inRows(), inObjects(), inPrints(), inStreams()],
    [
      ['a row of audit: secret as base64'],
      ['ConfigMap: waiting secret as part'],
      ['printed: token of viewer as plain'],
      ['the stream: password of admin as part'],
    ],
  )
})
