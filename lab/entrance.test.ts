import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runHost } from './docker.ts'
import { addressOfLab, missingEntrance } from './entrance.ts'
import { hostPlan } from './test-scenes/host-plan.ts'

const plan = {
  ...hostPlan,
  ...addressOfLab('127.0.0.1:8443'),
}
const inspected = (state: object, PortBindings = {}) =>
  JSON.stringify([{ State: { Running: true, Paused: false, ...state }, HostConfig: { PortBindings } }])
/** The commands without program and socket. */
const words = (host?: string, entrance?: string, entranceAt = plan.entrance!) =>
  missingEntrance(host, entrance, { ...plan, entrance: entranceAt }).map((argv) => argv.slice(3).join(' '))

test('an entrance is made beside a host that has published nothing', () => {
  const [run] = words(inspected({}))
  assert.match(run!, /^run --detach --name opads-dev-entrance .* --network host --read-only /)
  assert.match(run!, / opads-host:1 .*--listen 127\.0\.0\.1:8443 .* 198\.18\.0\.11:443$/)
  assert.doesNotMatch(runHost(plan).join(' '), /publish/)
})
test('it runs without rights, but for a port below 1024', () => {
  assert.match(words(inspected({}))[0]!, / --cap-drop ALL .*--user 65534:65534 /)
  const [low] = words(inspected({}), undefined, '127.0.0.1:443')
  assert.match(low!, / --cap-add NET_BIND_SERVICE /)
  assert.doesNotMatch(low!, /--user/)
})
test('one that runs lacks nothing; one that stopped is started, a frozen one goes on', () => {
  assert.deepEqual(words(inspected({}), inspected({})), [])
  assert.deepEqual(words(inspected({}), inspected({ Running: false })), ['start opads-dev-entrance'])
  assert.deepEqual(words(inspected({}), inspected({ Paused: true })), ['unpause opads-dev-entrance'])
  const failing = inspected({ Restarting: true })
  assert.deepEqual(words(inspected({}), failing), ['restart --time 1 opads-dev-entrance'])
})
test('a host that published its port itself keeps it', () => {
  assert.deepEqual(words(inspected({}, { '443/tcp': [{ HostPort: '8443' }] })), [])
})
test('on another address than loopback the engine publishes the port, and the client’s address is kept', () => {
  const { entrance: _, ...other } = plan
  const there = { ...other, ...addressOfLab('192.0.2.1:8443') }
  assert.deepEqual(missingEntrance(inspected({}), undefined, there), [])
  assert.match(runHost(there).join(' '), / --publish 192\.0\.2\.1:8443:443 /)
})
