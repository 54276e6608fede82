import assert from 'node:assert/strict'
import { test } from 'node:test'
import { upgradeNotes } from './upgraded.ts'

const event = (kind: string, at: string) => ({ kind, at, text: `${kind} ${at}` })

test('what this run changed for people is said, what an earlier one changed is not', () => {
  const [before, now] = ['2026-11-28T09:00:00.000Z', '2026-11-28T10:00:00.000Z']
  const events = [
    event('member.became-admins', before),
    event('member.became-admins', now),
    event('tenant.created', now),
  ]
  assert.deepEqual(upgradeNotes(events, Date.parse(now)), [`member.became-admins ${now}`])
})
