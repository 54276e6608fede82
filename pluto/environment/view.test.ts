import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Live } from '../live/rows.ts'
import { environmentView, shownDeploys } from './view.ts'

const sit = { application: 'shop', environment: 'sit' } as const
const live = {
  pods: () => [],
  deployment: () => undefined,
  unknown: () => undefined,
} as unknown as Live
const view = (...runs: Parameters<typeof shownDeploys>[0]) =>
  environmentView(
    { live, place: { domain: 'main.localhost', port: 443 } },
    { isAdmin: true, roles: {} },
    { name: 'shop', tenant: 'ours' },
    { name: 'sit', cluster: 'main' },
    { deployments: new Map(), open: shownDeploys(runs) },
  )

test('of the deploys to a place the oldest is shown, which works', () => {
  const { run, state } = view({ id: 4, state: 'queued', ...sit }, { id: 3, state: 'running', ...sit })
  assert.deepEqual([run, state], [3, 'working'])
  assert.equal(view({ id: 9, state: 'queued', ...sit, environment: 'uat' }).run, null)
})
test('one that waits for a person is shown, does not hide the state of the pods, and is passed by others', () => {
  const waiting = { id: 1, state: 'waiting', ...sit } as const
  const { run, state } = view(waiting)
  assert.deepEqual([run, state], [1, 'none'])
  assert.equal(view(waiting, { id: 2, state: 'queued', ...sit }).run, 2)
})
