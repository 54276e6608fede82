import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readingOf, useOf, watchMachine } from './machine.ts'

const stat = (user: number, idle: number) =>
  `cpu  ${user} 0 100 ${idle} 50 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n`
const net = (bytes: number) =>
  `Inter-|   Receive\n face |bytes packets\n    lo: 999 1\n  eth0: ${bytes} 5\n veth1: 77 1\n`

test('busy is all but idle and waiting for disks; only the real card counts as a download', () => {
  assert.deepEqual(readingOf(stat(200, 1000), net(4096)), { busy: 3, idle: 10.5, received: 4096 })
})
test('a second is a download when bytes come in and a core is idle', () => {
  const readings = [
    { busy: 0, idle: 0, received: 0 },
    { busy: 0.5, idle: 1.5, received: 1_000_000 },
    { busy: 2.4, idle: 1.6, received: 2_000_000 },
    { busy: 2.5, idle: 3.5, received: 2_000_100 },
  ]
  assert.deepEqual(useOf(readings), { busySeconds: 2.5, receivedBytes: 2_000_100, downloadSeconds: 1 })
})
test('what the work answers comes back, and its failure too', async () => {
  const [answer, use] = await watchMachine(Promise.resolve('done'))
  assert.equal(answer, 'done')
  assert.ok(use.busySeconds >= 0)
  await assert.rejects(watchMachine(Promise.reject(new Error('broken'))), /broken/)
})
