import assert from 'node:assert/strict'
import { test } from 'node:test'
import { slotOf } from './choose-slot.ts'
import { slotCount } from './ranges.ts'

const vpn = { range: '198.18.2.0/24', by: 'tun0' }

test('a known lab keeps its slot, a new one gets the lowest free', () => {
  assert.equal(slotOf({ main: 0, dev: 2 }, 'dev', [vpn]), 2)
  assert.equal(slotOf({ main: 0, dev: 2 }, 'new', []), 1)
})
test('a slot whose addresses somebody else uses is passed over', () => {
  assert.equal(slotOf({ main: 0, dev: 2 }, 'new', [vpn]), 3)
  assert.equal(slotOf({ other: 1 }, 'other', [vpn]), 1) // its own bridges
})
test('a seventeenth lab is refused by name', () => {
  const slots = Object.fromEntries(Array.from({ length: slotCount }, (_, slot) => [`lab${slot}`, slot]))
  assert.throws(() => slotOf(slots, 'one-more', [vpn]), { code: 'lab.full' })
})
test('who uses all that is left is named', () => {
  assert.throws(() => slotOf({ main: 0 }, 'new', [{ range: '198.18.0.0/15', by: 'tun0' }]), {
    code: 'lab.addresses-taken',
    message: 'Others on this machine use the addresses of labs, 198.18.0.0/15: 198.18.0.0/15 (tun0)',
  })
})
