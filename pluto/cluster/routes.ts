/** Routes of clusters. */
import type { GuardedHandlers } from '../gate/guarded.ts'
import type { PlutoTools } from '../tools.ts'
import type { clusterContract } from './contract.ts'
import { listClusters } from './rows.ts'

export const clusterRoutes = (tools: PlutoTools) => {
  return {
    'GET /api/v1/clusters': ({ caller }) => listClusters(tools, caller),
  } satisfies GuardedHandlers<typeof clusterContract>
}
