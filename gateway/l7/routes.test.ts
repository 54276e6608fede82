import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routesOf } from './routes.ts'

const services = [{ service: 'a/web', ports: [{ name: 'http', port: 80 }] }]
const endpoints = [
  { service: 'a/web', ports: [{ name: 'http', port: 8080 }], addresses: ['198.19.0.5', '198.19.0.4'] },
]
const rule = { host: 'web.test', path: '/', isExact: false, service: 'a/web', port: 80 }

test('a rule reaches the endpoints of its service by the port of the pod', () => {
  assert.deepEqual(routesOf([rule], services, endpoints), {
    'web.test': [{ path: '/', exact: false, peers: ['198.19.0.4:8080', '198.19.0.5:8080'] }],
  })
})
test('exact paths come first, then longer ones', () => {
  const table = routesOf(
    [rule, { ...rule, path: '/api/v1' }, { ...rule, path: '/api', isExact: true }],
    services,
    endpoints,
  )
  assert.deepEqual(
    table['web.test']?.map((route) => route.path),
    ['/api', '/api/v1', '/'],
  )
})
test('a service of another namespace lends no endpoint', () => {
  const table = routesOf([{ ...rule, service: 'b/web' }], services, endpoints)
  assert.deepEqual(table['web.test']?.[0]?.peers, [])
})
test('a slash at the end of a prefix says nothing, at the end of an exact path it does', () => {
  const table = routesOf(
    [
      { ...rule, path: '/shop/' },
      { ...rule, path: '/shop/', isExact: true },
    ],
    services,
    endpoints,
  )
  assert.deepEqual(
    table['web.test']?.map((route) => [route.path, route.exact]),
    [
      ['/shop/', true],
      ['/shop', false],
    ],
  )
})
test('a closed path comes before all others, also before longer and exact ones', () => {
  const closed = { ...rule, path: '/internal', service: '', isClosed: true as const }
  const table = routesOf(
    [rule, { ...rule, path: '/internal/runs' }, { ...rule, path: '/internal/runs', isExact: true }, closed],
    services,
    endpoints,
  )
  assert.deepEqual(table['web.test']?.[0], { path: '/internal', exact: false, peers: [], closed: true })
})
