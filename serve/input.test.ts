import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import type { Endpoint } from './contract.ts'
import { readBody } from './input.ts'

const endpoint = { body: z.strictObject({ name: z.string() }) } as unknown as Endpoint
const saidOf = async (body: string) => {
  const request = new Request('https://console.test', { method: 'POST', body })
  return readBody(endpoint, request, 1000).catch(({ message }: Error) => message)
}

test('a fault of the whole body names the body once, a fault in it names its path', async () => {
  assert.equal(await saidOf('{'), 'the body has 1 fault: it is not JSON')
  assert.equal(await saidOf('[]'), 'the body has 1 fault: expected object')
  assert.equal(
    await saidOf('{"name":1,"more":2}'),
    'the body has 2 faults: name: expected string; not known: more',
  )
})
