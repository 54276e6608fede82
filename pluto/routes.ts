/** Every route of the contract with its handler, merged from the nouns' routes, behind the gate. */

import { openapi } from '@opads/serve/openapi'
import type { Handlers } from '@opads/serve/route'
import { accountsOf } from './account/accounts.ts'
import { accountRoutes } from './account/routes.ts'
import { applicationRoutes } from './application/routes.ts'
import { recordAct, recordRead } from './audit/record.ts'
import { auditRoutes } from './audit/routes.ts'
import { clusterRoutes } from './cluster/routes.ts'
import { contract } from './contract.ts'
import { environmentRoutes } from './environment/routes.ts'
import { eventRoutes } from './event/routes.ts'
import type { RecordAct } from './gate/act-record.ts'
import { finders } from './gate/find-target.ts'
import { gate } from './gate/gate.ts'
import { grantorsOf } from './gate/grantors.ts'
import { readVersion } from './gate/read-version.ts'
import { accessRoutes } from './gate/routes.ts'
import { memberRoutes } from './member/routes.ts'
import { podRoutes } from './pod/routes.ts'
import { releaseRoutes } from './release/routes.ts'
import { rolloutRoutes } from './rollout/routes.ts'
import { runDeliveryRoutes } from './run/delivery-routes.ts'
import { runRoutes } from './run/routes.ts'
import type { Database } from './store/database.ts'
import { transactionOf } from './store/transaction.ts'
import { streamRoutes } from './stream/routes.ts'
import { tenantRoutes } from './tenant/routes.ts'
import { tokenRoutes } from './token/routes.ts'
import type { PlutoTools } from './tools.ts'
import { variableRoutes } from './variable/routes.ts'
import { writeRoutes } from './write/routes.ts'
import { doneWrites } from './write/rows.ts'

/** How often the right to an open stream is checked again. */
const recheckMs = 3000

export function routes(
  tools: PlutoTools,
  { record = recordAct, ...others }: { record?: RecordAct<Database>; recheckMs?: number } = {},
): Handlers<typeof contract> {
  const { database } = tools
  const lookup = { find: finders, grantorsOf }
  const page = openapi(contract, 'Opads', '1')
  const handlers = {
    'GET /healthz': async () => ({ state: 'healthy' as const }),
    'GET /openapi.json': async () => page,
    ...accountRoutes(),
    ...tokenRoutes(),
    ...tenantRoutes(tools),
    ...memberRoutes(),
    ...accessRoutes(lookup),
    ...clusterRoutes(tools),
    ...applicationRoutes(tools),
    ...podRoutes(tools),
    ...releaseRoutes(),
    ...rolloutRoutes(tools),
    ...variableRoutes(tools),
    ...environmentRoutes(),
    ...runRoutes(tools),
    ...runDeliveryRoutes(tools),
    ...eventRoutes(),
    ...streamRoutes(tools),
    ...auditRoutes(tools),
    ...writeRoutes(),
  }
  return gate(contract, handlers, {
    ...lookup,
    store: database,
    transaction: transactionOf(database),
    readVersion,
    doneWrites,
    key: tools.key,
    accounts: accountsOf(database),
    record,
    recordRead,
    recheckMs,
    ...others,
  })
}
