import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KubeObject } from '@opads/kernel/kube'
import { endpointsOf, seenOf } from './observe.ts'

const backend = { service: { name: 'web', port: { name: 'http' } } }
const ingress = (spec: object, ingressClassName = 'opads', annotations: object = {}) =>
  ({
    metadata: { namespace: 'a', name: 'web', creationTimestamp: '2026-01-01T00:00:00Z', annotations },
    spec: { ingressClassName, ...spec },
  }) as unknown as KubeObject
const rule = { host: 'web.test', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }
const who = { namespace: 'a', name: 'web', created: '2026-01-01T00:00:00Z' }
const web = { path: '/', isExact: false, service: 'a/web', port: 'http' }

test('an ingress of another class says nothing', () => {
  assert.deepEqual(seenOf(ingress({ rules: [rule], tls: [{ secretName: 'web' }] }, 'other')), {
    ...who,
    rules: [],
    tls: [],
  })
})
test('a default backend answers any host, a backend that is no service none', () => {
  const paths = [{ path: '/x', pathType: 'Prefix', backend: { resource: { kind: 'Bucket' } } }]
  assert.deepEqual(
    seenOf(ingress({ defaultBackend: backend, rules: [{ host: 'x.test', http: { paths } }] })),
    {
      ...who,
      rules: [{ ...web, host: '*' }],
      tls: [],
    },
  )
})
test('a certificate is taken only for hosts that the ingress answers', () => {
  const secret = { namespace: 'a', name: 'web-tls' }
  const tls = [{ hosts: ['web.test', 'console.test'], secretName: 'web-tls' }]
  assert.deepEqual(seenOf(ingress({ rules: [rule], tls })).tls, [{ host: 'web.test', secret }])
  assert.deepEqual(seenOf(ingress({ rules: [rule], tls: [{ secretName: 'web-tls' }] })).tls, [
    { host: 'web.test', secret },
  ])
  assert.deepEqual(seenOf(ingress({ rules: [rule], tls: [{ hosts: ['web.test'] }] })).tls, [])
})
test('closed paths are closed on the hosts of their ingress', () => {
  const annotations = { 'opads.io/closed-paths': '/internal,/source,' }
  const { rules } = seenOf(ingress({ rules: [rule], defaultBackend: backend }, 'opads', annotations))
  assert.deepEqual(
    rules.filter(({ isClosed }) => isClosed).map(({ host, path }) => [host, path]),
    [
      ['web.test', '/internal'],
      ['web.test', '/source'],
    ],
  )
})
test('endpoints that are not ready get nothing', () => {
  const endpoints = [
    { addresses: ['198.19.0.4'], conditions: { ready: true } },
    { addresses: ['198.19.0.5'], conditions: { ready: false, serving: true, terminating: true } },
    { addresses: ['198.19.0.6'] },
  ]
  const labels = { 'kubernetes.io/service-name': 'web' }
  const slice = { metadata: { namespace: 'a', name: 'web-1', labels }, ports: [{ port: 80 }], endpoints }
  assert.deepEqual(endpointsOf(slice as unknown as KubeObject), {
    service: 'a/web',
    ports: [{ name: '', port: 80 }],
    addresses: ['198.19.0.4', '198.19.0.6'],
  })
})
