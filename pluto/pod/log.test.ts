import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Live } from '../live/rows.ts'
import { podLog } from './log.ts'

const place = { application: 'shop', environment: 'sit' } as const
const query = { follow: false, tail: 10, previous: false, format: 'text' } as const
const read = (wanted?: number) => {
  const deployment = () => (wanted === undefined ? undefined : { ...place, wanted })
  const live = { pods: () => [], deployment } as unknown as Live
  return podLog({ kube: { lines: async () => 0 }, live }, place, query, new AbortController().signal)
}

test('a log without pods says why there is none: scaled to 0, or not there yet', () => {
  assert.throws(() => read(0), { code: 'pod.scaled-to-none' })
  assert.throws(() => read(1), { code: 'pod.none' })
  assert.throws(() => read(), { code: 'pod.none' })
})
