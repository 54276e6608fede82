/** Every response of every route has exactly the shape in the contract; the description of the contract is valid OpenAPI. */
// Shares nothing: a PostgreSQL in a temporary folder, on a free port.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Endpoint } from '@opads/serve/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { contract } from './contract.ts'
import { internal } from './test-cloud/cloud.ts'
import { endpointOf, type Route } from './test-cloud/example-call.ts'
import { exampleCloud } from './test-cloud/example-cloud.ts'

const { call, done, right, boss, keep, restore, stop } = await exampleCloud()
after(stop)
await keep()
const callers = { public: undefined, internal, first: boss, account: boss }

for (const route of Object.keys(contract) as Route[])
  test(`${route} answers its example by its shape`, async () => {
    await restore()
    const { policy, answer: shape, stream, status }: Endpoint = endpointOf(route)
    const as = callers[policy]
    const { asked, words } = right(route)
    const away = new AbortController()
    const answer = await call(asked, { ...(as && { as }), ...words, signal: away.signal })
    const wanted = status ?? (shape || stream ? 200 : 204)
    if (answer.status !== wanted) assert.fail(`${answer.status}: ${await answer.text()}`)
    if (stream === 'events') {
      const reader = answer.body!.getReader()
      assert.match(new TextDecoder().decode((await reader.read()).value), /^retry: /)
      return away.abort()
    }
    const text = await answer.text()
    if (stream === 'text') return assert.match(text, /\S/)
    if (!shape) return assert.equal(text, '')
    const told = JSON.parse(text) as { readonly items?: readonly unknown[]; readonly run?: unknown }
    assert.deepEqual(shape.parse(told), told)
    assert.notEqual(told.items?.length, 0, 'a list has a row, so that its shape is seen')
    assert.notEqual(told.run, null, 'a run is named, so that its shape is seen')
  })
test('the page shows the example of a body and of a query', async () => {
  const { paths } = await done('GET /openapi.json')
  const scale = paths['/api/v1/applications/{name}/environments/{environment}/scale'].put
  assert.deepEqual(scale.requestBody.content['application/json'].example, { replicas: 2 })
  const [act] = paths['/api/v1/access/explain'].get.parameters
  assert.equal(act.example, contract['GET /api/v1/access/explain'].example.act)
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
