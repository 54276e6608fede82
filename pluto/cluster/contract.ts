/** Routes of clusters. */
import * as shape from './shapes.ts'

// biome-ignore format: a table of routes
export const clusterContract = {
  'GET /api/v1/clusters': { policy: 'account', summary: 'Clusters', answer: shape.clusters },
} as const
