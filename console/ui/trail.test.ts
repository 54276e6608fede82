import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes } from '../routes.ts'
import { beneath, trailOf } from './trail.ts'

const seen = (pathname: string) =>
  trailOf(routes, pathname).map(({ route, params }) => ({ path: route.address.pattern, params }))

test('a page stands behind those whose addresses begin its own', () => {
  assert.deepEqual(seen('/applications/hello/logs'), [
    { path: '/applications', params: {} },
    { path: '/applications/$name', params: { name: 'hello' } },
    { path: '/applications/$name/logs', params: { name: 'hello' } },
  ])
  assert.deepEqual(seen('/runs/7').at(-1), { path: '/runs/$id', params: { id: '7' } })
})
test('an address without a page has no name, and what cannot be decoded stays as it is', () => {
  assert.deepEqual(seen('/nowhere'), [])
  assert.deepEqual(seen('/runs/%E0%A4').at(-1)?.params, { id: '%E0%A4' })
})
test('beneath a page are those with one fixed word more', () => {
  const patterns = (pattern: string) => beneath(routes, pattern).map(({ address }) => address.pattern)
  assert.ok(patterns('/applications/$name').includes('/applications/$name/logs'))
  assert.deepEqual(patterns('/applications'), []) // each is reached by its own link
  assert.deepEqual(patterns('/application'), [])
  assert.deepEqual(patterns('/runs/$id'), [])
})
