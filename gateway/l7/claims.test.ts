import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Claim, resolveClaims } from './claims.ts'

const claim = (id: string, created: string, ...paths: readonly string[]): Claim => {
  const [namespace, name] = id.split('/') as [string, string]
  const rules = paths.map((path) => ({ host: 'web.test', path, isExact: false, service: id, port: 80 }))
  return { namespace, name, created, rules, tls: [{ host: 'web.test', secret: { namespace, name } }] }
}
const outcome = (claims: readonly Claim[]) => {
  const { rules, tls, refused } = resolveClaims(claims)
  return {
    served: rules.map(({ service, path }) => `${service} ${path}`),
    certificates: tls.map(({ secret }) => secret.namespace),
    refused: refused.map(({ ingress, what, holder }) => `${ingress} ${what} ${holder}`),
  }
}

test('a host is of the namespace that was first: another gets neither path nor certificate there', () => {
  const claims = [
    claim('b/new', '2026-02-01T00:00:00Z', '/', '/b'),
    claim('a/old', '2026-01-01T00:00:00Z', '/'),
  ]
  const wanted = {
    served: ['a/old /'],
    certificates: ['a'],
    refused: ['b/new web.test a/old', 'b/new web.test a/old'],
  }
  assert.deepEqual(outcome(claims), wanted)
  assert.deepEqual(outcome(claims.toReversed()), wanted)
})
test('in one namespace ingresses share a host, and the older one has the path', () => {
  const claims = [
    claim('a/new', '2026-02-01T00:00:00Z', '/', '/b'),
    claim('a/old', '2026-01-01T00:00:00Z', '/'),
  ]
  assert.deepEqual(outcome(claims), {
    served: ['a/old /', 'a/new /b'],
    certificates: ['a', 'a'],
    refused: ['a/new web.test / a/old'],
  })
})
test('of the same second, the name decides, in every order', () => {
  const claims = [claim('b/web', '2026-01-01T00:00:00Z', '/'), claim('a/web', '2026-01-01T00:00:00Z', '/')]
  for (const order of [claims, claims.toReversed()]) assert.deepEqual(outcome(order).served, ['a/web /'])
})
test('a star and a name under it are two hosts', () => {
  const star = claim('a/star', '2026-01-01T00:00:00Z', '/')
  const { refused } = resolveClaims([
    { ...star, rules: star.rules.map((rule) => ({ ...rule, host: '*.test' })), tls: [] },
    claim('b/web', '2026-02-01T00:00:00Z', '/'),
  ])
  assert.deepEqual(refused, [])
})
