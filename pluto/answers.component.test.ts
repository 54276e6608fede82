/** Every response of every route has exactly the shape in the contract; the description of the contract is valid OpenAPI. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Endpoint } from '@opads/serve/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { contract } from './contract.ts'
import { podRow } from './pod/row.ts'
import { cloud, firstPassword, internal, operator } from './test-cloud/cloud.ts'

const { database, call, done, person, pods, deployments, stop } = await cloud()
after(stop)
const commit = 'c'.repeat(40)
const image = `registry.opads.internal/applications/ours/shop@sha256:${'0'.repeat(64)}`
const built = { commit, image, recipe: { base: 'static' } }
const worker = 'builder'
const password = 'changed for this test'
pods.push(
  podRow({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'shop-1',
      namespace: 'ours-sit',
      labels: { 'app.kubernetes.io/name': 'shop', 'opads.io/environment': 'sit' },
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: { nodeName: 'node-1' },
    status: { startTime: '2026-01-01T00:00:01Z' },
  } as never),
)
deployments.push({
  application: 'shop', environment: 'sit', release: 1, template: '', wanted: 1, all: 1, updated: 1, available: 1, generation: 1, isSeen: true, late: null,
}) // biome-ignore format: one row

await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
const mine = await person('mine', ['ours'])
const inner = { as: internal }
/** In the order in which a cloud is used; `:id` is the last run that a step made. */
const steps: readonly (readonly [keyof typeof contract, { as?: string; body?: unknown }?, Record<string, string>?])[] = [
  ['GET /healthz'],
  ['GET /openapi.json'],
  ['POST /api/v1/sessions', { body: { account: 'admin', password: firstPassword } }],
  ['GET /api/v1/me', { as: mine }],
  ['PUT /api/v1/me/password', { as: mine, body: { current: 'new password of mine', password } }],
  ['POST /api/v1/tokens', { as: mine, body: { name: 'robot' } }],
  ['GET /api/v1/tokens', { as: mine }],
  ['DELETE /api/v1/tokens/:name', { as: mine }, { name: 'robot' }],
  ['POST /api/v1/tenants', { as: operator, body: { name: 'other' } }],
  ['GET /api/v1/tenants', { as: mine }],
  ['DELETE /api/v1/tenants/:name', { as: operator }, { name: 'other' }],
  ['POST /api/v1/users', { as: operator, body: { name: 'somebody', tenants: ['ours'] } }],
  ['GET /api/v1/users', { as: operator }],
  ['PUT /api/v1/users/:name', { as: operator, body: { isAdmin: true } }, { name: 'somebody' }],
  ['DELETE /api/v1/users/:name', { as: operator }, { name: 'somebody' }],
  ['POST /api/v1/users', { as: operator, body: { name: 'reader' } }],
  ['POST /api/v1/tenants/:name/members', { as: mine, body: { account: 'reader', role: 'viewer' } }, { name: 'ours' }],
  ['PUT /api/v1/tenants/:name/members/:account', { as: mine, body: { role: 'developer' } }, { name: 'ours', account: 'reader' }],
  ['GET /api/v1/tenants/:name/members', { as: mine }, { name: 'ours' }],
  ['DELETE /api/v1/tenants/:name/members/:account', { as: mine }, { name: 'ours', account: 'reader' }],
  ['GET /api/v1/access/explain', { as: mine }, { query: '?act=tenant.create' }],
  ['GET /api/v1/clusters', { as: mine }],
  ['POST /api/v1/applications', { as: mine, body: { name: 'shop', tenant: 'ours' } }],
  ['GET /internal/repositories', inner],
  ['POST /internal/authenticate', { ...inner, body: { account: 'mine', password } }],
  ['POST /internal/pushes', { ...inner, body: { repository: 'ours/shop', ref: 'refs/heads/main', count: 0, commit, title: 'One', by: 'mine' } }],
  ['POST /internal/leases', { ...inner, body: { kind: 'build', worker } }],
  ['POST /internal/runs/:id/log', { ...inner, body: { worker, lines: [{ step: 'npm ci', text: 'done' }] } }],
  ['POST /internal/runs/:id/finish', { ...inner, body: { worker, result: built } }],
  ['GET /api/v1/runs/:id', { as: mine }],
  ['GET /api/v1/runs/:id/log', { as: mine }],
  ['POST /internal/leases', { ...inner, body: { kind: 'deploy', worker } }],
  ['POST /internal/runs/:id/finish', { ...inner, body: { worker } }],
  ['GET /api/v1/applications/:name', { as: mine }],
  ['GET /api/v1/applications', { as: mine }],
  ['GET /api/v1/applications/:name/pods', { as: mine }],
  ['GET /api/v1/applications/:name/releases', { as: mine }],
  ['GET /api/v1/applications/:name/deployments', { as: mine }],
  ['PUT /api/v1/applications/:name/environments/:environment/config', { as: mine, body: { values: { COLOUR: 'red' } } }],
  ['PUT /api/v1/applications/:name/environments/:environment/secrets', { as: mine, body: { values: { KEY: 'hidden' } } }],
  ['GET /api/v1/applications/:name/environments/:environment/config', { as: mine }],
  ['PUT /api/v1/applications/:name/environments/:environment/scale', { as: mine, body: { replicas: 2 } }],
  ['GET /api/v1/applications/:name/environments/:environment/logs', { as: mine }],
  ['POST /api/v1/applications/:name/deployments', { as: mine, body: { release: 1, environment: 'uat' } }],
  ['POST /api/v1/applications/:name/builds', { as: mine, body: {} }],
  ['POST /api/v1/runs/:id/decision', { as: operator, body: { approve: true } }],
  ['POST /api/v1/runs/:id/cancel', { as: mine }],
  ['GET /api/v1/runs', { as: mine }],
  ['GET /api/v1/events', { as: mine }],
  ['GET /api/v1/audit', { as: operator }],
  ['GET /api/v1/audit/verify', { as: operator }],
  ['GET /api/v1/stream', { as: mine }],
  ['DELETE /api/v1/applications/:name', { as: mine }],
  ['DELETE /api/v1/sessions', { as: mine }],
] // biome-ignore format: a table of calls

test('the table knows every route of the contract', () => {
  assert.deepEqual([...new Set(steps.map(([route]) => route))].sort(), Object.keys(contract).sort())
})
let run = 0
for (const [route, words, params] of steps)
  test(`${route} answers by its shape`, async () => {
    const values: Record<string, string> = { name: 'shop', environment: 'sit', id: String(run), ...params }
    const path = route.replace(/:(\w+)/g, (_, name: string) => values[name]!) + (params?.query ?? '')
    if (route === 'POST /api/v1/runs/:id/decision')
      // no kind of today waits by itself
      await database.updateTable('run').set({ state: 'waiting' }).where('id', '=', run).execute()
    const away = new AbortController()
    const answer = await call(path, { ...words, signal: away.signal })
    const endpoint: Endpoint = contract[route]
    const { shape, stream } = { shape: endpoint.answer, stream: endpoint.stream }
    const wanted = endpoint.status ?? (shape || stream ? 200 : 204)
    if (answer.status !== wanted) assert.fail(`${answer.status}: ${await answer.text()}`)
    if (stream === 'events') {
      const reader = answer.body!.getReader()
      assert.match(new TextDecoder().decode((await reader.read()).value), /^retry: /)
      return away.abort()
    }
    const text = await answer.text()
    if (stream === 'text') return assert.match(text, /\S/)
    if (!shape) return assert.equal(text, '')
    const told = JSON.parse(text) as { run?: number | { id: number } | null }
    assert.deepEqual(shape.parse(told), told)
    run = (typeof told.run === 'object' ? told.run?.id : told.run) ?? run
  })
test('the page is OpenAPI 3.1, each public route on it once, no inner one', async () => {
  const page = await done('GET /openapi.json')
  const { valid, errors } = await new Validator().validate(page)
  assert.ok(valid, JSON.stringify(errors, undefined, 2))
  const operations = Object.entries(
    page.paths as Record<string, Record<string, { operationId: string }>>,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      route: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      operationId,
    })),
  )
  const told = Object.entries(contract).filter(([, { policy }]) => policy !== 'internal')
  assert.deepEqual(operations.map(({ route }) => route).sort(), told.map(([route]) => route).sort())
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
})
