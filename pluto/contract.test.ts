/** The contract is merged from the nouns' contracts: a route in two of them would silently lose one. */
import assert from 'node:assert/strict'
import { glob } from 'node:fs/promises'
import { test } from 'node:test'
import { contract } from './contract.ts'

const ours = ['GET /healthz', 'GET /openapi.json']

test('each route is in the contract of one noun, and each noun is in the sum', async () => {
  const files = await Array.fromAsync(glob('*/*contract.ts', { cwd: import.meta.dirname }))
  assert.ok(files.length > 10, `${files.length} contracts were looked at`)
  const nouns = await Promise.all(files.map((file) => import(new URL(file, import.meta.url).href)))
  const routes = nouns.flatMap((noun) => Object.values(noun)).flatMap((one) => Object.keys(one as object))
  assert.deepEqual([...ours, ...routes].sort(), Object.keys(contract).sort())
})
