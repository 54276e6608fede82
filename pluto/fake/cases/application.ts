/** Cases of applications, of what happened to them, and of the cloud itself. */
import { foreign, internal, mine, nobody, operator } from './calls.ts'
import type { Case } from './case.ts'

const create = 'POST /api/v1/applications'
const list = 'GET /api/v1/applications'
const show = 'GET /api/v1/applications/:name'
const remove = 'DELETE /api/v1/applications/:name'
const events = 'GET /api/v1/events'

export const applicationCases: readonly Case[] = [
  mine(404, create, { body: { name: 'stall', tenant: 'theirs' } }),
  operator(404, create, { body: { name: 'stall', tenant: 'nowhere' } }),
  mine(422, create, { body: { name: 'shop-', tenant: '', size: 3 } }),
  foreign(409, create, { body: { name: 'shop', tenant: 'theirs' } }),
  mine(201, create, { body: { name: 'api', tenant: 'ours' } }),
  foreign(201, create, { body: { name: 'shop-2', tenant: 'theirs' } }),
  operator(201, create, { body: { name: 'shop2', tenant: 'ours' } }),
  operator(200, list),
  mine(200, list),
  foreign(200, list, { query: '?tenant=ours' }),
  operator(200, list, { query: '?search=hop' }),
  operator(200, list, { query: '?search=%25' }),
  operator(200, list, { query: '?search=_' }),
  operator(200, list, { query: '?limit=2' }),
  operator(200, list, { query: '?limit=2&cursor=shop' }),
  mine(200, list, { query: '?cursor=zzz' }),
  mine(422, list, { query: '?limit=0&tenant=A&more=1' }),
  mine(422, list, { query: '?cursor=a%00b' }),
  mine(200, show),
  operator(404, show, { params: { name: 'nothing' } }),
  mine(422, show, { params: { name: 'a%00b' } }),
  mine(204, remove, { params: { name: 'api' } }),
  mine(404, remove, { params: { name: 'api' } }),
  foreign(201, create, { body: { name: 'api', tenant: 'theirs' } }),
  foreign(200, events),
  internal(200, 'GET /internal/repositories'),
] // biome-ignore format: a table of calls

/** After everything else. */
export const lastCases: readonly Case[] = [
  operator(200, events, { query: '?limit=200' }),
  mine(200, events, { query: '?limit=3' }),
  mine(200, events, { query: '?application=shop' }),
  foreign(200, events, { query: '?application=shop' }),
  mine(422, events, { query: '?cursor=1e3' }),
  mine(200, list),
  mine(204, remove),
  operator(200, 'GET /api/v1/runs'),
  mine(200, events),
  operator(200, events, { query: '?limit=2' }),
] // biome-ignore format: a table of calls

export const cloudCases: readonly Case[] = [
  nobody(200, 'GET /healthz'),
  nobody(200, 'GET /openapi.json'),
  mine(200, 'GET /api/v1/clusters'),
  mine(200, 'GET /api/v1/features'),
  mine(200, 'GET /api/v1/stream'),
] // biome-ignore format: a table of calls
