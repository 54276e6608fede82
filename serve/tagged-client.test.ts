import assert from 'node:assert/strict'
import { test } from 'node:test'
import { taggedClient } from './client.ts'
import type { Contract } from './contract.ts'

const said: RequestInit[] = []
const answering = (headers: Record<string, string>) =>
  taggedClient<Contract>('', async (_, init) => {
    said.push(init)
    return Response.json({ items: [] }, { headers })
  })
const read = (headers: Record<string, string>) => answering(headers)('GET /things', {} as never)

test('an answer has the version of what it shows, where the server sends one', async () => {
  assert.deepEqual(await read({ etag: '"a1"' }), { items: [], etag: '"a1"' })
  assert.deepEqual(await read({}), { items: [] })
})
test('a write names the version that it changes', async () => {
  await answering({})('PUT /things', { ifMatch: '"a1"' } as never)
  assert.deepEqual(said.at(-1)!.headers, { 'if-match': '"a1"' })
  await answering({})('PUT /things', { ifMatch: undefined } as never)
  assert.deepEqual(said.at(-1)!.headers, {})
})
