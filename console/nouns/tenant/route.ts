/** Tenants that one sees; administrators create and delete them. */
import { patterns } from '../../paths.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { tenantsQuery } from './queries.ts'

export const tenantRoutes = [
  route({
    path: patterns.tenants,
    isFor: (me) => me.isAdmin || me.tenants.length > 0,
    search: tablesSearch,
    load: (queries) => queries.ensureQueryData(tenantsQuery),
    crumb: (words) => words.tenants.title,
    sideMenu: { icon: 'tenants', place: 'platform' },
    palette: {},
    staleOn: { application: () => [['tenants']] },
    page: async () => (await import('./page.tsx')).TenantsPage,
  }),
]
