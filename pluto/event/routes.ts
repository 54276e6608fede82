/** Routes of events. */
import type { Handlers } from '@opads/serve/route'
import type { PlutoTools } from '../tools.ts'
import type { eventContract } from './contract.ts'
import { listEvents } from './rows.ts'

export const eventRoutes = ({ database }: PlutoTools) => {
  return {
    'GET /api/v1/events': ({ caller, query }) => listEvents(database, caller, query),
  } satisfies Handlers<typeof eventContract>
}
