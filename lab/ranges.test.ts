import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesOf, rangesOf, slotCount } from './ranges.ts'

const span = (cidr: string): [number, number] => {
  const [address = '', bits] = cidr.split('/')
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return [start, start + 2 ** (32 - Number(bits)) - 1]
}

test('no two ranges of any labs overlap, all lie inside 198.18.0.0/15 and leave the bridge of the engine alone', () => {
  const [low, high] = span('198.18.0.0/15')
  const all = Array.from({ length: slotCount }, (_, slot) => rangesOf(slot)).flatMap((one) => [
    one.hosts,
    one.overlay,
    one.pods,
    one.services,
  ])
  const spans = [...all, '198.18.255.0/24'].map(span).sort((a, b) => a[0] - b[0])
  for (const [index, [start, end]] of spans.entries()) {
    assert.ok(start >= low && end <= high, `${start} to ${end}`)
    assert.ok(index === 0 || start > spans[index - 1]![1], `span ${index} overlaps`)
  }
})
test('hosts have an address on each network', () => {
  assert.deepEqual(addressesOf(1, 1), { address: '198.18.2.11', overlayAddress: '198.18.3.11' })
})
