/** Cases of tenants and of API tokens. */
import { foreign, mine, nobody, operator } from './calls.ts'
import type { Case } from './case.ts'

const remove = 'DELETE /api/v1/tokens/:name'

export const tenantCases: readonly Case[] = [
  operator(201, 'POST /api/v1/tenants', { body: { name: 'a-tenant' } }),
  operator(409, 'POST /api/v1/tenants', { body: { name: 'a-tenant' } }),
  operator(422, 'POST /api/v1/tenants', { body: { name: 'A', other: true } }),
  operator(200, 'GET /api/v1/tenants'),
  mine(200, 'GET /api/v1/tenants'),
  operator(409, 'DELETE /api/v1/tenants/:name', { params: { name: 'ours' } }),
  operator(204, 'DELETE /api/v1/tenants/:name', { params: { name: 'empty' } }),
  operator(404, 'DELETE /api/v1/tenants/:name', { params: { name: 'empty' } }),
  operator(422, 'DELETE /api/v1/tenants/:name', { params: { name: 'a%00b' } }),
  mine(200, 'GET /api/v1/me'),
] // biome-ignore format: a table of calls

export const tokenCases: readonly Case[] = [
  mine(201, 'POST /api/v1/tokens', { body: { name: 'robot' } }),
  nobody(200, 'GET /api/v1/me', { headers: { authorization: 'Bearer <token>' } }),
  mine(201, 'POST /api/v1/tokens', { body: { name: 'Ärger', days: 1 } }),
  mine(201, 'POST /api/v1/tokens', { body: { name: 'another', days: 365 } }),
  foreign(201, 'POST /api/v1/tokens', { body: { name: 'robot' } }),
  mine(409, 'POST /api/v1/tokens', { body: { name: 'robot' } }),
  mine(422, 'POST /api/v1/tokens', { body: { name: '', days: 366 } }),
  mine(422, 'POST /api/v1/tokens', { body: { name: 'a\0b' } }),
  mine(200, 'GET /api/v1/tokens'),
  operator(200, 'GET /api/v1/tokens'),
  mine(204, remove, { params: { name: 'robot' } }),
  mine(404, remove, { params: { name: 'robot' } }),
  foreign(200, 'GET /api/v1/tokens'),
] // biome-ignore format: a table of calls
