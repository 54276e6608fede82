import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Ask, contentsOf, lostOf } from './contents.ts'

const answers = {
  '/applications': { items: [{ name: 'shop' }] },
  '/applications/shop': { environments: [{ name: 'sit' }] },
  '/applications/shop/releases': { items: [{ number: 1, commit: 'abc', image: 'shop@sha256:1' }] },
  '/applications/shop/environments/sit/config': {
    items: [
      { name: 'KEY', isSecret: true, value: null },
      { name: 'GREETING', isSecret: false, value: 'hello' },
    ],
  },
  '/tenants': { items: [{ name: 'samples' }] },
  '/tokens': { items: [{ name: 'robot' }] },
  '/users': { items: [{ name: 'dev', tenants: ['samples'] }] },
  '/runs': {
    items: [
      { id: 2, kind: 'build', state: 'running', commit: 'def' },
      { id: 1, kind: 'build', state: 'succeeded', commit: 'abc' },
    ],
  },
}
const asking =
  (changed: Readonly<Record<string, unknown>> = {}): Ask =>
  async <T>(path: string) =>
    ({ ...answers, ...changed })[path] as T

test('each kind has its lines; a run that has not ended may change', async () => {
  assert.deepEqual(await contentsOf(asking()), {
    applications: ['shop'],
    tenants: ['samples'],
    tokens: ['robot'],
    members: ['dev of samples'],
    runs: ['1 build succeeded abc'],
    releases: ['shop 1 abc shop@sha256:1'],
    variables: ['shop sit KEY secret', 'shop sit GREETING hello'],
  })
})
test('what is gone or changed is lost, what is new is not', async () => {
  const before = await contentsOf(asking())
  const after = await contentsOf(
    asking({
      '/users': { items: [{ name: 'dev', tenants: [{ tenant: 'samples', role: 'admin' }] }] },
      '/tokens': { items: [{ name: 'other' }] },
      '/applications/shop/environments/sit/config': {
        items: [
          { name: 'KEY', isSecret: true, value: null },
          { name: 'GREETING', isSecret: false, value: '' },
        ],
      },
    }),
  )
  assert.deepEqual(lostOf(before, after), ['tokens: robot', 'variables: shop sit GREETING hello'])
  assert.deepEqual(lostOf(before, before), [])
})
