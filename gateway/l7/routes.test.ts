import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routeTable } from './routes.ts'

const services = [{ service: 'a/web', ports: [{ name: 'http', port: 80 }] }]
const endpoints = [
  { service: 'a/web', ports: [{ name: 'http', port: 8080 }], addresses: ['198.19.0.5', '198.19.0.4'] },
]
const rule = { host: 'web.test', path: '/', isExact: false, service: 'a/web', port: 80 }

test('a rule reaches the endpoints of its service by the port of the pod', () => {
  assert.deepEqual(routeTable([rule], services, endpoints), {
    'web.test': [{ path: '/', exact: false, peers: ['198.19.0.4:8080', '198.19.0.5:8080'] }],
  })
})
test('exact paths come first, then longer ones', () => {
  const table = routeTable(
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
  const table = routeTable([{ ...rule, service: 'b/web' }], services, endpoints)
  assert.deepEqual(table['web.test']?.[0]?.peers, [])
})
