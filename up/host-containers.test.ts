import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabContainer } from '@opads/lab/contract'
import { containerFacts, hostContainers } from './host-containers.ts'
import { defaultParts } from './parts.ts'
import type { UpWorld } from './world.ts'

const host: LabContainer = { kind: 'host', name: 'm1', isRunning: true, memoryBytes: 400 }
const inside = (name: string, on = 'm1'): LabContainer => ({ kind: 'inside', name, host: on, isRunning: true, memoryBytes: 50 }) // biome-ignore format: one line
const entrance: LabContainer = { kind: 'entrance', name: 'entrance', isRunning: false, memoryBytes: 0 }
const facts = (...found: readonly LabContainer[]) => containerFacts(found, defaultParts, '127.0.0.1:8443')

test('each container has the title of its part, and one that does not run says so', () => {
  assert.deepEqual(facts(host, inside('etcd'), inside('registry'), entrance), [
    { name: 'm1', title: 'Host m1: its system, containerd and kubelet', isRunning: true, memoryBytes: 400 },
    { name: 'etcd', title: 'Database of the cluster', isRunning: true, memoryBytes: 50 },
    { name: 'registry', title: 'Registry', isRunning: true, memoryBytes: 50 },
    {
      name: 'entrance',
      title: 'Entrance from 127.0.0.1:8443 of this machine',
      isRunning: false,
      memoryBytes: 0,
    },
  ])
})
test('a container that a part has and no host runs is named; of several hosts each is', () => {
  assert.deepEqual(facts(host, inside('etcd')).at(-1), {
    name: 'registry',
    title: 'Registry',
    isRunning: false,
    memoryBytes: 0,
  })
  const titles = facts(host, inside('etcd'), inside('etcd', 'm2'), inside('registry')).map(
    ({ title }) => title,
  )
  assert.deepEqual(titles.slice(1, 3), ['Database of the cluster, on m1', 'Database of the cluster, on m2'])
})
test('hosts that are machines have no lines; a lab that cannot be asked says why', async () => {
  assert.deepEqual(facts(), [])
  const world = {
    words: { cloud: 'main' },
    parts: defaultParts,
    room: () => Promise.reject(new Error('no docker')),
  }
  assert.equal(await hostContainers(world as unknown as UpWorld), 'no docker')
})
