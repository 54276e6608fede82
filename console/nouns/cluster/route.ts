/** Clusters and their nodes. */
import { patterns } from '../../paths.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { clustersQuery } from './queries.ts'

export const clusterRoutes = [
  route({
    path: patterns.clusters,
    search: tablesSearch,
    load: (queries) => queries.ensureQueryData(clustersQuery),
    crumb: (words) => words.clusters.title,
    sideMenu: { icon: 'clusters', place: 'platform' },
    palette: {},
    page: async () => (await import('./page.tsx')).ClustersPage,
  }),
]
