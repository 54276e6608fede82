/** Cases of tenants and of API tokens. */
import type { Case } from './case.ts'

const remove = 'DELETE /api/v1/tokens/:name'

export const tenantCases: readonly Case[] = [
  { route: 'POST /api/v1/tenants', status: 201, as: 'operator', body: { name: 'a-tenant' } },
  { route: 'POST /api/v1/tenants', status: 409, as: 'operator', body: { name: 'a-tenant' } },
  { route: 'POST /api/v1/tenants', status: 422, as: 'operator', body: { name: 'A', other: true } },
  { route: 'GET /api/v1/tenants', status: 200, as: 'operator' },
  { route: 'GET /api/v1/tenants', status: 200, as: 'mine' },
  { route: 'DELETE /api/v1/tenants/:name', status: 409, as: 'operator', params: { name: 'ours' } },
  { route: 'DELETE /api/v1/tenants/:name', status: 204, as: 'operator', params: { name: 'empty' } },
  { route: 'DELETE /api/v1/tenants/:name', status: 404, as: 'operator', params: { name: 'empty' } },
  { route: 'DELETE /api/v1/tenants/:name', status: 422, as: 'operator', params: { name: 'a%00b' } },
  { route: 'GET /api/v1/me', status: 200, as: 'mine' },
] // biome-ignore format: a table of calls

export const tokenCases: readonly Case[] = [
  { route: 'POST /api/v1/tokens', status: 201, as: 'mine', body: { name: 'robot' } },
  { route: 'GET /api/v1/me', status: 200, headers: { authorization: 'Bearer <token>' } },
  { route: 'POST /api/v1/tokens', status: 201, as: 'mine', body: { name: 'Ärger', days: 1 } },
  { route: 'POST /api/v1/tokens', status: 201, as: 'mine', body: { name: 'another', days: 365 } },
  { route: 'POST /api/v1/tokens', status: 201, as: 'foreign', body: { name: 'robot' } },
  { route: 'POST /api/v1/tokens', status: 409, as: 'mine', body: { name: 'robot' } },
  { route: 'POST /api/v1/tokens', status: 422, as: 'mine', body: { name: '', days: 366 } },
  { route: 'POST /api/v1/tokens', status: 422, as: 'mine', body: { name: 'a\0b' } },
  { route: 'GET /api/v1/tokens', status: 200, as: 'mine' },
  { route: 'GET /api/v1/tokens', status: 200, as: 'operator' },
  { route: remove, status: 204, as: 'mine', params: { name: 'robot' } },
  { route: remove, status: 404, as: 'mine', params: { name: 'robot' } },
  { route: 'GET /api/v1/tokens', status: 200, as: 'foreign' },
] // biome-ignore format: a table of calls
