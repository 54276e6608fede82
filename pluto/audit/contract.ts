/** Routes of the audit log. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const auditContract = {
  'GET /api/v1/audit': { policy: 'account', summary: 'Who did what, newest first: of tenants that the caller is an admin of, for administrators all', query: shape.auditQuery, answer: shape.auditRows },
  'GET /api/v1/audit/verify': { policy: 'account', act: 'audit.verify', target: 'platform', summary: 'Whether the audit log is whole', query: shape.auditVerifyQuery, answer: shape.auditVerification },
} as const satisfies GuardedContract
