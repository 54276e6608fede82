/** Routes of events. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const eventContract = {
  'GET /api/v1/events': { policy: 'account', summary: 'What happened, newest first', query: shape.eventQuery, answer: shape.events },
} as const satisfies GuardedContract
