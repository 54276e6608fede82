import assert from 'node:assert/strict'
import { test } from 'node:test'
import { client, Refused, taggedClient } from './client.ts'
import type { Contract } from './contract.ts'

const calls: { url: string; init: RequestInit }[] = []
const answering = (status: number, body: string) =>
  client<Contract>('https://cloud.test', async (url, init) => {
    calls.push({ url, init })
    return new Response(status === 204 ? null : body, { status })
  })

test('parameters and query stand in the address, written safely', async () => {
  await answering(200, '{"items":[]}')('GET /applications/:name/pods', {
    params: { name: 'a/b' },
    query: { search: 'x y', cursor: undefined },
  } as never)
  assert.equal(calls.at(-1)?.url, 'https://cloud.test/applications/a%2Fb/pods?search=x+y')
})
test('a refusal carries the problem of the server', async () => {
  const problem = { status: 404, code: 'application.unknown', title: 'There is no application "x"' }
  await assert.rejects(
    answering(404, JSON.stringify(problem))('GET /applications/:name', {} as never),
    (failure) => {
      assert.ok(failure instanceof Refused)
      assert.equal(failure.problem.code, 'application.unknown')
      return true
    },
  )
})
test('what is no JSON becomes a problem with its words', async () => {
  await assert.rejects(answering(503, 'No pod of it is ready.\n')('GET /x', {} as never), {
    message: 'No pod of it is ready.',
  })
})

const tagged = (headers: Record<string, string>) =>
  taggedClient<Contract>('', async (url, init) => {
    calls.push({ url, init })
    return Response.json({ items: [] }, { headers })
  })
test('an answer has the version of what it shows, where the server sends one', async () => {
  assert.deepEqual(await tagged({ etag: '"a1"' })('GET /things', {} as never), { items: [], etag: '"a1"' })
  assert.deepEqual(await tagged({})('GET /things', {} as never), { items: [] })
})
test('a write names the version that it changes', async () => {
  await tagged({})('PUT /things', { ifMatch: '"a1"' } as never)
  assert.deepEqual(calls.at(-1)!.init.headers, { 'if-match': '"a1"' })
  await tagged({})('PUT /things', { ifMatch: undefined } as never)
  assert.deepEqual(calls.at(-1)!.init.headers, {})
})
