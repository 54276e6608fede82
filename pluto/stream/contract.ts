/** Route of the stream of changes. */
import type { GuardedContract } from '../gate/contract-type.ts'

// biome-ignore format: a table of routes
export const streamContract = {
  'GET /api/v1/stream': { policy: 'account', summary: 'What changes, as server-sent events of the shape `change`; with Last-Event-ID also what was missed', stream: 'events' },
} as const satisfies GuardedContract
