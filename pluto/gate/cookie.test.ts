import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieOf, isOwnPage, sessionCookie } from './cookie.ts'

const request = (method: string, headers: Record<string, string>) =>
  new Request('https://console.main.localhost/api/v1/runs', {
    method,
    headers: { host: 'console.main.localhost', ...headers },
  })

test('the cookie is bound to this name, out of reach of scripts and other sites', () => {
  assert.equal(
    sessionCookie('opads_x', 60),
    '__Host-opads=opads_x; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=60',
  )
})
test('our cookie is found among others, and by its whole name only', () => {
  const of = (cookie: string) => cookieOf(new Headers({ cookie }))
  assert.equal(of('a=1; __Host-opads=opads_x; b=2'), 'opads_x')
  assert.equal(of('x__Host-opads=stolen'), undefined)
  assert.equal(of('a=__Host-opads'), undefined)
  assert.equal(cookieOf(new Headers()), undefined)
})
test('what changes nothing is answered to every page', () => {
  assert.ok(isOwnPage(request('GET', { 'sec-fetch-site': 'cross-site' })))
})
test('what changes something comes from our own page', () => {
  assert.ok(isOwnPage(request('POST', { 'sec-fetch-site': 'same-origin' })))
  assert.ok(isOwnPage(request('POST', { origin: 'https://console.main.localhost' })))
  for (const headers of [
    { 'sec-fetch-site': 'same-site', origin: 'https://console.main.localhost' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://shop-sit.main.localhost' },
    { origin: 'https://console.main.localhost:8443' },
    { origin: 'null' },
    { origin: 'no address' },
    {},
  ] as Record<string, string>[])
    assert.equal(isOwnPage(request('POST', headers)), false, JSON.stringify(headers))
})
