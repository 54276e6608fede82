/** Route that explains access. */
import type { GuardedContract } from './contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const accessContract = {
  'GET /api/v1/access/explain': { policy: 'account', summary: 'Whether the caller may do an act, and who can grant it', query: shape.explainQuery, example: { act: 'application.deploy', application: 'shop', environment: 'prod' }, answer: shape.explained },
} as const satisfies GuardedContract
