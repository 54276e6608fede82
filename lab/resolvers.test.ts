import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resolversOf, serversIn, serversOfLinks } from './resolvers.ts'

const own = (...servers: string[]) => ({ from: '/etc/resolv.conf', servers })
const resolved = (...servers: string[]) => ({ from: '/run/systemd/resolve/resolv.conf', servers })
const networkManager = (...servers: string[]) => ({
  from: '/run/NetworkManager/no-stub-resolv.conf',
  servers,
})

test('servers that others reach are taken as they are, at most three', () => {
  assert.deepEqual(resolversOf(own('192.0.2.53', '198.51.100.1'), [resolved('203.0.113.1')], false), {
    servers: ['192.0.2.53', '198.51.100.1'],
    dropped: [],
  })
  const four = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4']
  assert.deepEqual(resolversOf(own(...four), [], false).servers, four.slice(0, 3))
})
test('for a stub of this machine stands what is behind it', () => {
  for (const stub of ['127.0.0.53', '127.0.0.1', '::1', '0.0.0.0', '::ffff:127.0.0.53', '0:0:0:0:0:0:0:1']) {
    const { servers, dropped } = resolversOf(own(stub), [resolved(), networkManager('192.0.2.7')], false)
    assert.deepEqual(servers, ['192.0.2.7'], stub)
    assert.deepEqual(dropped, [{ server: stub, why: 'it answers on this machine alone' }])
  }
  assert.deepEqual(resolversOf(own(), [resolved('192.0.2.7')], false).servers, ['192.0.2.7'])
  assert.deepEqual(resolversOf(own('127.0.0.1', '192.0.2.9'), [resolved()], false).servers, ['192.0.2.9'])
})
test('IPv6 is kept where hosts have it, and said where they have not', () => {
  const both = own('2001:db8::53', '192.0.2.1')
  assert.deepEqual(resolversOf(both, [], true).servers, ['2001:db8::53', '192.0.2.1'])
  assert.deepEqual(resolversOf(both, [], false), {
    servers: ['192.0.2.1'],
    dropped: [{ server: '2001:db8::53', why: 'hosts of a lab have IPv4 alone' }],
  })
  const link = resolversOf(own('fe80::1%eth0', 'fe80::2', '2001:db8::53'), [], true)
  assert.deepEqual(link.servers, ['2001:db8::53'])
  assert.deepEqual(new Set(link.dropped.map((one) => one.why)), new Set(['it is reached on one link alone']))
})
test('none left is a fault that names each with its reason', () => {
  assert.throws(() => resolversOf(own('127.0.0.53'), [resolved('2001:db8::53', 'fe80::1%eth0')], false), {
    code: 'lab.no-resolver',
    message:
      /127\.0\.0\.53 \(it answers on this machine alone\), 2001:db8::53 \(hosts .*IPv4 alone\), fe80::1%eth0 \(it is reached on one link alone\)/,
  })
  assert.throws(() => resolversOf(own(), [], false), { message: /\/etc\/resolv\.conf names none/ })
  assert.throws(() => resolversOf(own('localhost'), [], false), { message: /localhost \(it is no address\)/ })
})
test('a resolv.conf and what resolvectl says are read', () => {
  assert.deepEqual(
    serversIn(
      '# nameserver 192.0.2.9\nsearch lan\nnameserver 127.0.0.53\nnameserver\tfe80::1%eth0 \noptions edns0\n',
    ),
    ['127.0.0.53', 'fe80::1%eth0'],
  )
  assert.deepEqual(
    serversOfLinks('Global:\nLink 2 (eth0): 192.0.2.1 2001:db8::1\nLink 3 (wg0:1): fe80::1%3\n'),
    ['192.0.2.1', '2001:db8::1', 'fe80::1%3'],
  )
})
