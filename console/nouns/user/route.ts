/** Accounts, for administrators. */
import { patterns } from '../../paths.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { tenantsQuery } from '../tenant/queries.ts'
import { usersQuery } from './queries.ts'

export const userRoutes = [
  route({
    path: patterns.users,
    isFor: (me) => me.isAdmin,
    search: tablesSearch,
    load: (queries) =>
      Promise.all([queries.ensureQueryData(usersQuery), queries.ensureQueryData(tenantsQuery)]),
    crumb: (words) => words.users.title,
    sideMenu: { icon: 'users', place: 'platform' },
    palette: {},
    staleOn: { application: () => [['tenants']] },
    page: async () => (await import('./page.tsx')).UsersPage,
  }),
]
