/** Tenants that one sees; administrators create and delete them. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { tenantsQuery } from './queries.ts'

const tenantsAt = address('/tenants', {
  search: tablesSearch,
  examples: ['/tenants'],
})
export const tenantRoutes = [
  route({
    address: tenantsAt,
    isFor: (me) => me.isAdmin || me.tenants.length > 0,
    load: (queries) => queries.ensureQueryData(tenantsQuery),
    crumb: (words) => words.tenants.title,
    sideMenu: { icon: 'tenants', place: 'platform' },
    palette: {},
    staleOn: { application: () => [['tenants']] },
    page: async () => (await import('./page.tsx')).TenantsPage,
  }),
]
