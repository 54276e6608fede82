/** Routes of applications. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const applicationContract = {
  'GET /api/v1/applications': { policy: 'account', summary: 'Applications by name', query: shape.applicationQuery, answer: shape.applications },
  'POST /api/v1/applications': { policy: 'account', act: 'application.create', target: 'tenant', summary: 'Create an application', body: shape.newApplication, example: { name: 'blog', tenant: 'payments' }, answer: shape.application, status: 201 },
  'GET /api/v1/applications/:name': { policy: 'account', act: 'application.read', target: 'application', summary: 'An application', answer: shape.application, tagged: true },
  'DELETE /api/v1/applications/:name': { policy: 'account', act: 'application.delete', target: 'application', summary: 'Delete an application with all that it has' },
  'GET /internal/repositories': { policy: 'internal', callers: ['delivery'], summary: 'Repositories that are to exist', answer: shape.repositories },
} as const satisfies GuardedContract
