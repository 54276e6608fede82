import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessTo, cloudNameOf, noClouds, signedOut, withCloud, withoutCloud } from './clouds.ts'

const main = { server: 'https://console.main.localhost:8443', ca: 'CA of main', account: 'admin', token: 'm' }
const dev = { server: 'https://console.dev.example.com', ca: 'CA of dev', account: 'ann', token: 'd' }
const both = withCloud(withCloud(noClouds, 'dev', dev), 'main', main)

test('the cloud of the last sign-in is meant, or the one that is named', () => {
  assert.equal(accessTo(both, undefined, {}).server, main.server)
  assert.deepEqual(accessTo(both, 'dev', {}), { cloud: 'dev', server: dev.server, ca: dev.ca, token: 'd' })
})
test('the environment comes before what is kept, and borrows the trust of a known server', () => {
  assert.deepEqual(accessTo(both, undefined, { server: dev.server, token: 't' }), {
    cloud: 'dev', server: dev.server, ca: dev.ca, token: 't',
  }) // biome-ignore format: one line
})
test('a token never goes to a server that it is not of', () => {
  assert.throws(() => accessTo(both, undefined, { server: 'https://elsewhere.example' }), {
    code: 'cloud.none',
  })
  assert.throws(() => accessTo(both, 'main', { server: 'https://elsewhere.example', ca: 'x' }), {
    code: 'cloud.none',
  })
})
test('a server without a CA is left to what this machine trusts', () => {
  assert.equal(accessTo(noClouds, undefined, { server: dev.server, token: 't' }).ca, undefined)
})
test('a cloud that is not known is named with those that are', () => {
  assert.throws(() => accessTo(both, 'prod', {}), {
    code: 'cloud.not-known',
    facts: { cloud: 'prod', known: 'dev, main' },
  })
})
test('signing out keeps the way there, forgetting does not', () => {
  const out = signedOut(both, 'main')
  assert.equal('token' in out.clouds.main!, false)
  assert.throws(() => accessTo(out, undefined, {}), { code: 'cloud.none' })
  assert.deepEqual(withoutCloud(both, 'main'), { last: null, clouds: { dev } })
})
test('the name of a cloud stands in its address', () => {
  assert.equal(cloudNameOf('https://console.main.localhost:8443'), 'main')
  assert.equal(cloudNameOf('https://console.cloud.example.com'), 'cloud')
  assert.equal(cloudNameOf('https://192.0.2.7:8443'), '192.0.2.7')
})
