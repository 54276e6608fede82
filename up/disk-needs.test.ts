import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Disk, diskFaults, diskNeeds } from './disk-needs.ts'

const faults = (...words: Parameters<typeof diskFaults>) => diskFaults(...words).map(({ message }) => message)

const gib = 2 ** 30
const folders = { cache: '/root/.cache/opads', cloud: '/var/lib/opads', engine: '/var/lib/docker' }
const one = (free: number) => (): Disk => ({ device: 1, freeBytes: free * gib })

test('on one disk the larger of build and run counts, not both', () => {
  const cold = diskNeeds(folders, 14 * gib)
  assert.deepEqual(faults(cold, one(19)), [])
  assert.deepEqual(faults(cold, one(18.9)), [
    'The disk of /root/.cache/opads, /var/lib/opads, /var/lib/docker has 18.9 GiB free, a first run needs 19.0 there',
  ])
  assert.deepEqual(faults(diskNeeds(folders, 0), one(12)), [])
  assert.match(faults(diskNeeds(folders, 0), one(11.9))[0]!, /needs 12\.0 there/)
})
test('each file system is asked for its own share', () => {
  const disks: Record<string, Disk> = {
    [folders.cache]: { device: 1, freeBytes: 17 * gib },
    [folders.cloud]: { device: 2, freeBytes: 0.5 * gib },
    [folders.engine]: { device: 3, freeBytes: 7 * gib },
  }
  assert.deepEqual(
    faults(diskNeeds(folders, 14 * gib), (folder) => disks[folder]!),
    [
      'The disk of /var/lib/opads has 0.5 GiB free, a first run needs 1.0 there',
      'The disk of /var/lib/docker has 7.0 GiB free, a first run needs 8.0 there',
    ],
  )
})
