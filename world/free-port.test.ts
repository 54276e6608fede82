import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { freePort } from './free-port.ts'

test('a taken port is passed over', async () => {
  const neighbour = createServer().listen(0, '127.0.0.1')
  await once(neighbour, 'listening')
  const { port } = neighbour.address() as { port: number }
  const found = await freePort(port)
  assert.ok(found > port)
  neighbour.close()
  await once(neighbour, 'close')
  assert.equal(await freePort(port), port)
  assert.ok((await freePort()) > 1023)
})
