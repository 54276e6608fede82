import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foreignRanges, inTheWay } from './foreign.ts'

const head = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT'
const routes = [
  head,
  'eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0', // the default
  'tun0\t00000000\t010200C0\t0003\t0\t0\t0\t00000080\t0\t0\t0', // half of one
  'tun0\t000012C6\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0', // 198.18.0.0/24
  'br0\t001013C6\t00000000\t0001\t0\t0\t0\t00F0FFFF\t0\t0\t0', // 198.19.16.0/20
  '',
].join('\n')

test('routes and addresses of interfaces are used, default routes are not', () => {
  const one = { address: '198.18.4.7', netmask: '255.255.255.255', mac: '', internal: false }
  const interfaces = { lo: [{ ...one, family: 'IPv4' as const, cidr: '198.18.4.7/32' }] }
  assert.deepEqual(foreignRanges(routes, interfaces), [
    { range: '198.18.0.0/24', by: 'tun0' },
    { range: '198.19.16.0/20', by: 'br0' },
    { range: '198.18.4.7/32', by: 'lo' },
  ])
})
test('hosts, pods and services of a slot can be in the way', () => {
  const foreign = foreignRanges(routes, {})
  const by = (slot: number) => inTheWay(foreign, slot).map((one) => one.by)
  assert.deepEqual([by(0), by(1), by(2)], [['tun0'], ['br0'], []])
})
