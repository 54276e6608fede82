/** Route that says what may be asked of every write. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const writeContract = {
  'GET /api/v1/features': { policy: 'account', summary: 'What may be asked of every write', answer: shape.featureList },
} as const satisfies GuardedContract
