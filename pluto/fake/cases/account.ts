/** Cases of accounts. */
import type { Case } from './case.ts'

const signIn = 'POST /api/v1/sessions'
const change = 'PUT /api/v1/me/password'
const user = 'PUT /api/v1/users/:name'
const inner = 'POST /internal/authenticate'
const wrong = { account: 'somebody', password: 'not this one' }
const basic = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` })
const sameSite = { cookie: '__Host-opads=<mine>', 'sec-fetch-site': 'same-site' }

export const accountCases: readonly Case[] = [
  { route: signIn, status: 422, body: { account: '', password: 'x'.repeat(501), more: 1 } },
  { route: signIn, status: 422, body: '{' },
  { route: signIn, status: 413, body: { account: 'admin', password: 'x'.repeat(2 ** 20) } },
  { route: signIn, status: 422, body: { account: 'a\0b', password: 'x' } },
  { route: signIn, status: 401, body: { account: 'operator', password: 'x' } },
  ...Array.from({ length: 10 }, () => ({ route: signIn, status: 401, body: wrong }) as const),
  { route: signIn, status: 429, body: wrong },
  { route: signIn, status: 201, body: { account: 'mine', password: 'new password of mine' } },
  { route: 'GET /api/v1/me', status: 200, headers: { authorization: 'Bearer <token>' } },
  { route: 'DELETE /api/v1/sessions', status: 204, headers: { authorization: 'Bearer <token>' } },
  { route: 'GET /api/v1/me', status: 401, headers: { authorization: 'Bearer <token>' } },
  { route: 'GET /api/v1/me', status: 200, headers: sameSite },
  { route: 'POST /api/v1/tokens', status: 401, headers: sameSite, body: { name: 'forged' } },
  { route: 'GET /api/v1/me', status: 200, headers: basic('mine:new password of mine') },
  { route: 'GET /api/v1/me', status: 401, headers: basic('a\0b:word') },
  { route: 'GET /api/v1/me', status: 200, as: 'first' },
  { route: change, status: 401, as: 'mine', body: { current: 'not this one', password: 'a longer password' } },
  { route: change, status: 422, as: 'mine', body: { current: 'a longer password', password: 'a longer password' } },
  { route: change, status: 422, as: 'mine', body: { current: 'x', password: 'short' } },
  { route: change, status: 204, as: 'mine', body: { current: 'new password of mine', password: 'the newest password' } },
  { route: 'POST /api/v1/users', status: 404, as: 'operator', body: { name: 'late', tenants: ['ours', 'nowhere'] } },
  { route: 'POST /api/v1/users', status: 422, as: 'operator', body: { name: 'Late', tenants: ['-'], isAdmin: 'no' } },
  { route: 'POST /api/v1/users', status: 409, as: 'operator', body: { name: 'mine' } },
  { route: 'POST /api/v1/users', status: 201, as: 'operator', body: { name: 'somebody', tenants: ['theirs', 'ours'] } },
  { route: inner, status: 403, as: 'internal', body: { account: 'somebody', password: '<password>', address: 'elsewhere' } },
  { route: inner, status: 401, as: 'internal', body: { account: 'mine', password: 'not this one' } },
  { route: inner, status: 401, as: 'internal', body: { account: 'foreign', password: '<mine>' } },
  { route: inner, status: 200, as: 'internal', body: { account: 'mine', password: '<mine>' } },
  { route: inner, status: 200, as: 'internal', body: { account: 'mine', password: 'the newest password' } },
  { route: 'GET /api/v1/users', status: 200, as: 'operator' },
  { route: user, status: 200, as: 'operator', params: { name: 'somebody' }, body: { isAdmin: true } },
  { route: user, status: 200, as: 'operator', params: { name: 'somebody' }, body: { isAdmin: false, tenants: ['ours'] } },
  { route: user, status: 200, as: 'operator', params: { name: 'somebody' }, body: { tenants: [] } },
  { route: user, status: 404, as: 'operator', params: { name: 'nobody' }, body: { isAdmin: true } },
  { route: user, status: 404, as: 'operator', params: { name: 'somebody' }, body: { tenants: ['nowhere'] } },
  { route: user, status: 409, as: 'operator', params: { name: 'operator' }, body: { isAdmin: false } },
  { route: user, status: 409, as: 'operator', params: { name: 'admin' }, body: { isAdmin: false } },
  { route: user, status: 422, as: 'operator', params: { name: 'somebody' }, body: { tenants: 'ours', isAdmin: 1 } },
  { route: 'DELETE /api/v1/users/:name', status: 409, as: 'operator', params: { name: 'admin' } },
  { route: 'DELETE /api/v1/users/:name', status: 409, as: 'operator', params: { name: 'operator' } },
  { route: 'DELETE /api/v1/users/:name', status: 204, as: 'operator', params: { name: 'somebody' } },
  { route: 'DELETE /api/v1/users/:name', status: 404, as: 'operator', params: { name: 'somebody' } },
  { route: 'GET /api/v1/users', status: 200, as: 'operator' },
] // biome-ignore format: a table of calls
