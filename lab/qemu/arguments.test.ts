import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overlaps } from '@opads/kernel/cidr'
import { rangesOf, slotCount } from '../ranges.ts'
import { machineRange, qemuCommand } from './arguments.ts'

const machine = {
  folder: '/var/lib/opads/machines/a,b',
  kernel: '/cache/vmlinuz',
  initrd: '/cache/initrd',
  memoryMiB: 6144,
  cores: 2,
  sshPort: 2222,
  readOnlyDisks: ['/cache/warm.img'],
  accelerator: 'tcg',
} as const

test('the command names disks in order, the second one read-only, and forwards ssh on loopback alone', () => {
  const words = qemuCommand(machine)
  assert.deepEqual(
    words.filter((word) => word.startsWith('file=')),
    [
      'file=/var/lib/opads/machines/a,,b/disk.qcow2,if=virtio,format=qcow2,cache=unsafe,discard=unmap',
      'file=/cache/warm.img,if=virtio,format=raw,readonly=on',
    ],
  )
  assert.ok(words.some((word) => word.includes('hostfwd=tcp:127.0.0.1:2222-:22')))
})
test('an emulated processor is told to read its own clock and to copy without block instructions, a real one is not', () => {
  const kernelOf = (words: readonly string[]) => words[words.indexOf('-append') + 1]!
  const emulated = qemuCommand(machine)
  assert.match(kernelOf(emulated), /tsc=reliable/)
  assert.ok(emulated.includes('max,-erms'))
  const real = qemuCommand({ ...machine, accelerator: 'kvm' })
  assert.doesNotMatch(kernelOf(real), /tsc/)
  assert.ok(real.includes('host'))
})
test('its network takes no address of any lab', () => {
  for (let slot = 0; slot < slotCount; slot += 1) {
    const { ipv6: _, ...ranges } = rangesOf(slot)
    for (const range of Object.values(ranges)) assert.equal(overlaps(range, machineRange), false, range)
  }
})
