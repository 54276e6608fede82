/** Routes of tenants. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const tenantContract = {
  'GET /api/v1/tenants': { policy: 'account', summary: 'Tenants that the account is in', answer: shape.tenants },
  'POST /api/v1/tenants': { policy: 'account', act: 'tenant.create', target: 'platform', summary: 'Make a tenant', body: shape.newTenant, example: { name: 'logistics' }, answer: shape.tenant, status: 201 },
  'DELETE /api/v1/tenants/:name': { policy: 'account', act: 'tenant.delete', target: 'tenant', summary: 'Delete a tenant without applications' },
} as const satisfies GuardedContract
