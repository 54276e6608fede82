/**
 * Every route of people on what is not their own is called as its contract shows, so that a new one is compared without a case of its own.
 * Reads come after the writes, and deletes last, with what they all left behind.
 */
import { actRoutes } from '../../gate/test-routes.ts'
import { endpointOf, type Route, rightCall } from '../../test-cloud/example-call.ts'
import { exampleWorld } from '../../test-cloud/example-world.ts'
import { mine, operator } from './calls.ts'
import type { Case } from './case.ts'

const statusOf = (route: Route): number => {
  const { status, answer, stream } = endpointOf(route)
  return status ?? (answer || stream ? 200 : 204)
}
const by = (method: string) => actRoutes.filter((route) => route.startsWith(`${method} `))
/** Runs are begun by the operator, so another decides about them; no kind of today waits by itself. */
const called = (route: Route): Case =>
  endpointOf(route).target === 'run' && !route.startsWith('GET ')
    ? mine(statusOf(route), route, { ...rightCall(route), waits: true })
    : operator(statusOf(route), route, rightCall(route))
const toPayments = { params: { name: 'payments' }, body: { account: 'mine', role: 'admin' } }

export const exampleCases: readonly Case[] = [
  operator(200, 'GET /api/v1/me', { pods: true }),
  ...exampleWorld,
  operator(201, 'POST /api/v1/tenants/:name/members', toPayments),
  // What holds another is deleted after it.
  ...[...by('POST'), ...by('PUT'), ...by('GET'), ...by('DELETE').toReversed()].map(called),
  operator(200, 'GET /api/v1/events', { query: '?limit=50' }),
  operator(200, 'GET /api/v1/runs'),
  operator(200, 'GET /api/v1/tenants'),
]
