import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Exec } from '@opads/world/exec'
import { ownNameServers } from './name-servers.ts'
import { oneHost } from './one-host.ts'

const { hosts } = oneHost('main')
const saying =
  (text: string): Exec =>
  async () => ({ code: 0, stdout: text, stderr: '' })

test('servers of the hosts are known by their lines alone', async () => {
  const said =
    '# of the network\nsearch a.test\nnameserver 192.0.2.53\n  nameserver\t192.0.2.54\noptions edns0\n'
  assert.deepEqual(await ownNameServers({ hosts, variables: {} }, saying(said)), {
    host_name_servers: ['m1 192.0.2.53 192.0.2.54'],
  })
  const none = await ownNameServers({ hosts, variables: { upstream_dns: [] } }, saying(''))
  assert.deepEqual(none, { host_name_servers: ['m1'] })
})
test('where the inventory names servers no host is asked', async () => {
  const variables = { upstream_dns: ['192.0.2.53'] }
  const asked: Exec = () => assert.fail('it was asked')
  assert.deepEqual(await ownNameServers({ hosts, variables }, asked), {})
})
