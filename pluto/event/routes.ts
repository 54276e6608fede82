/** Routes of events. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { eventContract } from './contract.ts'
import { listEvents } from './rows.ts'

export const eventRoutes = () => {
  return {
    'GET /api/v1/events': ({ database, caller, query }) => listEvents(database, caller, query),
  } satisfies GuardedHandlers<typeof eventContract>
}
