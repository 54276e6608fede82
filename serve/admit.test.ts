import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, clientOf } from './address.ts'
import { admit, type Who } from './admit.ts'

const person: Who = { account: 'mine', isAdmin: true, roles: {}, mustChange: false }
const internal = { policy: 'internal', callers: ['delivery'] } as const
const refusal = (code: string) => ({ name: 'Problem', code })

test('an internal route is open to the services that it names, and to nobody else', () => {
  assert.equal(admit(internal, { service: 'delivery' }).account, '')
  assert.throws(() => admit(internal, { service: 'other' }), refusal('service.denied'))
  for (const who of [undefined, person]) assert.throws(() => admit(internal, who), refusal('route.unknown'))
})
test('a service is no person', () => {
  for (const policy of ['account', 'first'] as const)
    assert.throws(() => admit({ policy }, { service: 'delivery' }), refusal('service.denied'))
  assert.equal(admit({ policy: 'public' }, { service: 'delivery' }).account, '')
})
test('addresses that a caller chooses are bounded', () => {
  const long = 'x'.repeat(1000)
  assert.equal(clientOf(new Headers({ 'opads-client': long }))?.length, 200)
  assert.equal(clientOf(new Headers()), undefined)
  const socket = { remoteAddress: '::ffff:198.18.0.1' } as never
  assert.equal(addressOf({ headers: { 'x-real-ip': long }, socket }).length, 200)
})
