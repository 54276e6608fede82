/** Records a service that called a route of others: one record per service, route and minute, as it may call in a loop. */
import type { RefusedService } from '@opads/serve/server'
import type { ActRecord } from '../gate/act-record.ts'
import type { Database } from '../store/database.ts'
import { oncePerMinute } from './limits.ts'
import { plainAct, recordAct } from './record.ts'

const limit = oncePerMinute(Date.now)

/** No account can have such a name. */
const accountOf = (service: string) => `service:${service}`

/** Pure. */
export const refusedServiceRecord = ({ service, route, address }: RefusedService): ActRecord => ({
  ...plainAct,
  account: accountOf(service),
  address,
  act: 'service.call',
  target: route,
  outcome: 'refused',
  code: 'service.denied',
})

export const recordRefusedService =
  (database: Database) =>
  async (refused: RefusedService): Promise<void> => {
    if (!limit(`${refused.service} ${refused.route}`)) return
    await recordAct(database, refusedServiceRecord(refused)).catch((lost: unknown) =>
      console.error(`the record of a refused call of ${refused.service} is lost: ${String(lost)}`),
    )
  }
