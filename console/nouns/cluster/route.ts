/** Clusters and their nodes. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { clustersQuery } from './queries.ts'

const clustersAt = address('/clusters', {
  search: tablesSearch,
  examples: ['/clusters'],
})
export const clusterRoutes = [
  route({
    address: clustersAt,
    load: (queries) => queries.ensureQueryData(clustersQuery),
    crumb: (words) => words.clusters.title,
    sideMenu: { icon: 'clusters', place: 'platform' },
    palette: {},
    withoutEvents: ['clusters'], // read again by the clock
    page: async () => (await import('./page.tsx')).ClustersPage,
  }),
]
