/** Routes of clusters. */
import type { GuardedContract } from '../gate/contract-type.ts'
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const clusterContract = {
  'GET /api/v1/clusters': { policy: 'account', summary: 'Clusters', answer: shape.clusters },
} as const satisfies GuardedContract
