/** Cases of what a caller may ask of every write: a dry run, an answer that is kept, a target that is still as it was read. */
import type { Case } from './case.ts'

const tokens = 'POST /api/v1/tokens'
const members = 'GET /api/v1/tenants/:name/members'
const member = 'PUT /api/v1/tenants/:name/members/:account'
const at = '/api/v1/applications/:name/environments/:environment/config'
const ours = { name: 'ours' }
const viewer = { name: 'ours', account: 'viewer' }
const key = { 'idempotency-key': 'once' }
const fresh = { 'if-match': '<etag>' }

export const writeCases: readonly Case[] = [
  { route: tokens, status: 201, as: 'mine', query: '?dryRun=true', body: { name: 'tried' } },
  { route: 'GET /api/v1/tokens', status: 200, as: 'mine' },
  { route: tokens, status: 422, as: 'mine', query: '?dryRun=perhaps', body: { name: 'tried' } },
  { route: 'POST /api/v1/sessions', status: 422, query: '?dryRun=true', body: { account: 'mine', password: 'x' } },
  { route: 'POST /api/v1/sessions', status: 422, headers: key, body: { account: 'mine', password: 'x' } },
  { route: 'POST /internal/leases', status: 422, as: 'internal', query: '?dryRun=true', body: { kind: 'build', worker: 'x' } },
  { route: tokens, status: 201, as: 'mine', headers: key, body: { name: 'kept' } },
  { route: 'GET /api/v1/me', status: 200, headers: { authorization: 'Bearer <token>' } },
  { route: tokens, status: 201, as: 'mine', headers: key, body: { name: 'kept' } },
  { route: 'GET /api/v1/me', status: 200, headers: { authorization: 'Bearer <token>' } },
  { route: tokens, status: 422, as: 'mine', headers: key, body: { name: 'another one' } },
  { route: 'POST /api/v1/applications/:name/builds', status: 422, as: 'mine', headers: key, body: {} },
  { route: tokens, status: 201, as: 'foreign', headers: key, body: { name: 'kept' } },
  { route: tokens, status: 422, as: 'mine', headers: { 'idempotency-key': 'x'.repeat(201), 'if-match': 'bare' }, body: { name: 'late' } },
  { route: tokens, status: 409, as: 'mine', headers: { 'idempotency-key': 'refused' }, body: { name: 'kept' } },
  { route: members, status: 200, as: 'mine', params: ours },
  { route: member, status: 200, as: 'mine', params: viewer, headers: fresh, body: { role: 'developer' } },
  { route: member, status: 412, as: 'mine', params: viewer, headers: fresh, body: { role: 'deployer' } },
  { route: member, status: 412, as: 'mine', params: viewer, query: '?dryRun=true', headers: fresh, body: { role: 'deployer' } },
  { route: member, status: 200, as: 'mine', params: viewer, headers: { 'if-match': '*' }, body: { role: 'viewer' } },
  { route: `GET ${at}`, status: 200, as: 'mine' },
  { route: `PUT ${at}`, status: 202, as: 'mine', headers: fresh, body: { values: { COLOUR: 'green' } } },
  { route: `PUT ${at}`, status: 412, as: 'mine', headers: fresh, body: { values: { COLOUR: 'blue' } } },
  { route: 'DELETE /api/v1/applications/:name', status: 204, as: 'mine', query: '?dryRun=true' },
  { route: 'GET /api/v1/applications/:name', status: 200, as: 'mine' },
  { route: 'GET /api/v1/applications/:name/pods', status: 200, as: 'mine' },
] // biome-ignore format: a table of calls
