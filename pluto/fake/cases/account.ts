/** Cases of accounts. */
import { first, internal, mine, nobody, operator } from './calls.ts'
import type { Case } from './case.ts'

const signIn = 'POST /api/v1/sessions'
const change = 'PUT /api/v1/me/password'
const user = 'PUT /api/v1/users/:name'
const inner = 'POST /internal/authenticate'
const wrong = { account: 'somebody', password: 'not this one' }
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` })
const sameSite = { cookie: '__Host-opads=<mine>', 'sec-fetch-site': 'same-site' }

export const accountCases: readonly Case[] = [
  nobody(422, signIn, { body: { account: '', password: 'x'.repeat(501), more: 1 } }),
  nobody(422, signIn, { body: '{' }),
  nobody(413, signIn, { body: { account: 'admin', password: 'x'.repeat(2 ** 20) } }),
  nobody(422, signIn, { body: { account: 'a\0b', password: 'x' } }),
  nobody(401, signIn, { body: { account: 'operator', password: 'x' } }),
  ...Array.from({ length: 10 }, () => nobody(401, signIn, { body: wrong })),
  nobody(429, signIn, { body: wrong }),
  nobody(201, signIn, { body: { account: 'mine', password: 'new password of mine' } }),
  nobody(200, 'GET /api/v1/me', { headers: { authorization: 'Bearer <token>' } }),
  nobody(204, 'DELETE /api/v1/sessions', { headers: { authorization: 'Bearer <token>' } }),
  nobody(401, 'GET /api/v1/me', { headers: { authorization: 'Bearer <token>' } }),
  nobody(200, 'GET /api/v1/me', { headers: sameSite }),
  nobody(401, 'POST /api/v1/tokens', { headers: sameSite, body: { name: 'forged' } }),
  nobody(200, 'GET /api/v1/me', { headers: basic('mine:new password of mine') }),
  nobody(401, 'GET /api/v1/me', { headers: basic('a\0b:word') }),
  first(200, 'GET /api/v1/me'),
  mine(401, change, { body: { current: 'not this one', password: 'a longer password' } }),
  mine(422, change, { body: { current: 'a longer password', password: 'a longer password' } }),
  mine(422, change, { body: { current: 'x', password: 'short' } }),
  mine(204, change, { body: { current: 'new password of mine', password: 'the newest password' } }),
  operator(404, 'POST /api/v1/users', { body: { name: 'late', tenants: ['ours', 'nowhere'] } }),
  operator(422, 'POST /api/v1/users', { body: { name: 'Late', tenants: ['-'], isAdmin: 'no' } }),
  operator(409, 'POST /api/v1/users', { body: { name: 'mine' } }),
  operator(201, 'POST /api/v1/users', { body: { name: 'somebody', tenants: ['theirs', 'ours'], role: 'viewer' } }),
  internal(403, inner, { body: { account: 'somebody', password: '<password>', address: 'elsewhere' } }),
  internal(401, inner, { body: { account: 'mine', password: 'not this one' } }),
  internal(401, inner, { body: { account: 'foreign', password: '<mine>' } }),
  internal(200, inner, { body: { account: 'mine', password: '<mine>' } }),
  internal(200, inner, { body: { account: 'mine', password: 'the newest password' } }),
  operator(200, 'GET /api/v1/users'),
  operator(200, user, { params: { name: 'somebody' }, body: { isAdmin: true } }),
  operator(200, user, { params: { name: 'somebody' }, body: { isAdmin: false, tenants: ['ours'] } }),
  operator(200, user, { params: { name: 'somebody' }, body: { tenants: [] } }),
  operator(404, user, { params: { name: 'nobody' }, body: { isAdmin: true } }),
  operator(404, user, { params: { name: 'somebody' }, body: { tenants: ['nowhere'] } }),
  operator(409, user, { params: { name: 'operator' }, body: { isAdmin: false } }),
  operator(409, user, { params: { name: 'admin' }, body: { isAdmin: false } }),
  operator(422, user, { params: { name: 'somebody' }, body: { tenants: 'ours', isAdmin: 1 } }),
  operator(409, 'DELETE /api/v1/users/:name', { params: { name: 'admin' } }),
  operator(409, 'DELETE /api/v1/users/:name', { params: { name: 'operator' } }),
  operator(204, 'DELETE /api/v1/users/:name', { params: { name: 'somebody' } }),
  operator(404, 'DELETE /api/v1/users/:name', { params: { name: 'somebody' } }),
  operator(200, 'GET /api/v1/users'),
] // biome-ignore format: a table of calls
