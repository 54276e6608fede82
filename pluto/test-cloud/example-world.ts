/** Calls that make what the examples of the contract and `example-call.ts` name; on the real Pluto and on the fake. */
import { contract } from '../contract.ts'
import type { Case } from '../fake/cases/case.ts'

const { account, password } = contract['POST /api/v1/sessions'].example
const lease = (kind: 'build' | 'deploy'): Case => ({
  route: 'POST /internal/leases', status: 200, as: 'internal', body: { kind, worker },
}) // biome-ignore format: one line
const { worker, result } = contract['POST /internal/runs/:id/finish'].example
const users = 'POST /api/v1/users'
const members = 'POST /api/v1/tenants/:name/members'
const applications = 'POST /api/v1/applications'
const config = 'PUT /api/v1/applications/:name/environments/:environment/config'
const deployments = 'POST /api/v1/applications/:name/deployments'
const payments = { name: 'payments' }
const COLOUR = 'blue'

export const exampleWorld: readonly Case[] = [
  { route: 'POST /api/v1/tenants', status: 201, as: 'operator', body: payments },
  { route: 'POST /api/v1/tenants', status: 201, as: 'operator', body: { name: 'research' } },
  { route: users, status: 201, as: 'operator', body: { name: 'eva' } },
  { route: users, status: 201, as: 'operator', body: { name: account } },
  { route: 'POST /api/v1/sessions', status: 201, body: { account, password: '<password>' } },
  { route: 'PUT /api/v1/me/password', status: 204, headers: { authorization: 'Bearer <token>' }, body: { current: '<password>', password } },
  { route: members, status: 201, as: 'operator', params: payments, body: { account, role: 'viewer' } },
  { route: applications, status: 201, as: 'operator', body: { name: 'shop', tenant: 'payments' } },
  { route: applications, status: 201, as: 'operator', body: { name: 'wiki', tenant: 'payments' } },
  { route: config, status: 202, as: 'operator', params: { name: 'shop', environment: 'sit' }, body: { values: { COLOUR } } },
  { route: 'POST /api/v1/applications/:name/builds', status: 202, as: 'operator', params: { name: 'shop' }, body: {} },
  lease('build'),
  { route: 'POST /internal/runs/:id/log', status: 204, as: 'internal', body: { worker, lines: [{ step: 'npm ci', text: 'done' }] } },
  { route: 'POST /internal/runs/:id/finish', status: 204, as: 'internal', body: { worker, result } },
  lease('deploy'),
  { route: 'POST /internal/runs/:id/finish', status: 204, as: 'internal', body: { worker } },
  { route: deployments, status: 202, as: 'operator', params: { name: 'shop' }, body: { environment: 'prod', release: 1 } },
  lease('deploy'),
  { route: 'POST /internal/runs/:id/finish', status: 204, as: 'internal', body: { worker } },
] // biome-ignore format: a table of calls
