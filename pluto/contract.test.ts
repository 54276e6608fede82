/** The contract is merged from the nouns' contracts: a route in two of them would silently lose one. */
import assert from 'node:assert/strict'
import { glob } from 'node:fs/promises'
import { test } from 'node:test'
import { closedPaths } from '@opads/kernel/ingress'
import type { Cloud } from '@opads/parts/part'
import type { Endpoint } from '@opads/serve/contract'
import { contract } from './contract.ts'
import { plutoPart } from './part.ts'

const ours = ['GET /healthz', 'GET /openapi.json']

test('each route is in the contract of one noun, and each noun is in the sum', async () => {
  const files = await Array.fromAsync(glob('*/*contract.ts', { cwd: import.meta.dirname }))
  assert.ok(files.length > 10, `${files.length} contracts were looked at`)
  const nouns = await Promise.all(files.map((file) => import(new URL(file, import.meta.url).href)))
  const routes = nouns.flatMap((noun) => Object.values(noun)).flatMap((one) => Object.keys(one as object))
  assert.deepEqual([...ours, ...routes].sort(), Object.keys(contract).sort())
})

test('each route that takes a body, or cannot be called without a query, has an example that it takes', () => {
  for (const [route, { body, query, example }] of Object.entries<Endpoint>(contract)) {
    const shape = body ?? query
    if (!shape) assert.equal(example, undefined, `${route} takes nothing, and has an example`)
    else assert.deepEqual(shape.safeParse(example ?? {}).error?.issues ?? [], [], route)
  }
})

test('the gateway is told to pass on no internal route, and all others', () => {
  assert.ok(plutoPart.install.by === 'objects')
  const cloud = {
    image: (name: string) => name,
    domain: 'main.localhost',
    port: 443,
    size: { nodes: 1 },
  } as Partial<Cloud> as Cloud
  const ingress = plutoPart.install.objects(cloud).find(({ kind }) => kind === 'Ingress')
  const closed = ingress?.metadata.annotations?.[closedPaths]?.split(',') ?? []
  for (const [route, { policy }] of Object.entries(contract)) {
    const path = route.split(' ')[1]!
    const isClosed = closed.some((one) => path === one || path.startsWith(`${one}/`))
    assert.equal(isClosed, policy === 'internal', route)
  }
})
