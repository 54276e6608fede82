import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missingOf } from './host-container.ts'
import { hostPlan as plan } from './test-scenes/host-plan.ts'

const inspected = (networks: readonly string[], state: object) =>
  JSON.stringify([
    {
      State: { Running: true, Paused: false, ...state },
      NetworkSettings: { Networks: Object.fromEntries(networks.map((name) => [name, {}])) },
    },
  ])
const both = ['opads-dev-management', 'opads-dev-overlay']
/** The commands without program and socket. */
const words = (text: string | undefined) => missingOf(text, plan).map((argv) => argv.slice(3).join(' '))

test('a host that is not there is made, with both its networks', () => {
  const [run, connect] = words(undefined)
  assert.match(
    run!,
    /^run --detach --name opads-dev-m1 .* --network opads-dev-management --ip 198\.18\.0\.11 opads-host:1 \/usr\/local\/sbin\/opads-init$/,
  )
  assert.equal(connect, 'network connect --ip 198.18.1.11 opads-dev-overlay opads-dev-m1')
})
test('a host comes back with its engine until somebody stops it', () => {
  assert.match(words(undefined)[0]!, / --restart unless-stopped /)
})
test('a host that runs lacks nothing', () => {
  assert.deepEqual(words(inspected(both, {})), [])
})
test('a host that is stopped, or was made and never started, is started', () => {
  assert.deepEqual(words(inspected(both, { Running: false })), ['start opads-dev-m1'])
})
test('a host whose making was cut before its second network gets that', () => {
  assert.deepEqual(words(inspected(both.slice(0, 1), {})), [
    'network connect --ip 198.18.1.11 opads-dev-overlay opads-dev-m1',
  ])
})
test('a frozen host goes on', () => {
  assert.deepEqual(words(inspected(both, { Paused: true })), ['unpause opads-dev-m1'])
})
