/** Cases of applications, of what happened to them, and of the cloud itself. */
import type { Case } from './case.ts'

const create = 'POST /api/v1/applications'
const list = 'GET /api/v1/applications'
const show = 'GET /api/v1/applications/:name'
const remove = 'DELETE /api/v1/applications/:name'
const events = 'GET /api/v1/events'

export const applicationCases: readonly Case[] = [
  { route: create, status: 404, as: 'mine', body: { name: 'stall', tenant: 'theirs' } },
  { route: create, status: 404, as: 'operator', body: { name: 'stall', tenant: 'nowhere' } },
  { route: create, status: 422, as: 'mine', body: { name: 'shop-', tenant: '', size: 3 } },
  { route: create, status: 409, as: 'foreign', body: { name: 'shop', tenant: 'theirs' } },
  { route: create, status: 201, as: 'mine', body: { name: 'api', tenant: 'ours' } },
  { route: create, status: 201, as: 'foreign', body: { name: 'shop-2', tenant: 'theirs' } },
  { route: create, status: 201, as: 'operator', body: { name: 'shop2', tenant: 'ours' } },
  { route: list, status: 200, as: 'operator' },
  { route: list, status: 200, as: 'mine' },
  { route: list, status: 200, as: 'foreign', query: '?tenant=ours' },
  { route: list, status: 200, as: 'operator', query: '?search=hop' },
  { route: list, status: 200, as: 'operator', query: '?search=%25' },
  { route: list, status: 200, as: 'operator', query: '?search=_' },
  { route: list, status: 200, as: 'operator', query: '?limit=2' },
  { route: list, status: 200, as: 'operator', query: '?limit=2&cursor=shop' },
  { route: list, status: 200, as: 'mine', query: '?cursor=zzz' },
  { route: list, status: 422, as: 'mine', query: '?limit=0&tenant=A&more=1' },
  { route: list, status: 422, as: 'mine', query: '?cursor=a%00b' },
  { route: show, status: 200, as: 'mine' },
  { route: show, status: 404, as: 'operator', params: { name: 'nothing' } },
  { route: show, status: 422, as: 'mine', params: { name: 'a%00b' } },
  { route: remove, status: 204, as: 'mine', params: { name: 'api' } },
  { route: remove, status: 404, as: 'mine', params: { name: 'api' } },
  { route: create, status: 201, as: 'foreign', body: { name: 'api', tenant: 'theirs' } },
  { route: events, status: 200, as: 'foreign' },
  { route: 'GET /internal/repositories', status: 200, as: 'internal' },
] // biome-ignore format: a table of calls

/** After everything else. */
export const lastCases: readonly Case[] = [
  { route: events, status: 200, as: 'operator', query: '?limit=200' },
  { route: events, status: 200, as: 'mine', query: '?limit=3' },
  { route: events, status: 200, as: 'mine', query: '?application=shop' },
  { route: events, status: 200, as: 'foreign', query: '?application=shop' },
  { route: events, status: 422, as: 'mine', query: '?cursor=1e3' },
  { route: list, status: 200, as: 'mine' },
  { route: remove, status: 204, as: 'mine' },
  { route: 'GET /api/v1/runs', status: 200, as: 'operator' },
  { route: events, status: 200, as: 'mine' },
  { route: events, status: 200, as: 'operator', query: '?limit=2' },
] // biome-ignore format: a table of calls

export const cloudCases: readonly Case[] = [
  { route: 'GET /healthz', status: 200 },
  { route: 'GET /openapi.json', status: 200 },
  { route: 'GET /api/v1/clusters', status: 200, as: 'mine' },
  { route: 'GET /api/v1/stream', status: 200, as: 'mine' },
] // biome-ignore format: a table of calls
