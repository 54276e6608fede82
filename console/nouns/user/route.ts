/** Accounts, for administrators. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { tenantsQuery } from '../tenant/queries.ts'
import { usersQuery } from './queries.ts'

const usersAt = address('/users', {
  search: tablesSearch,
  examples: ['/users'],
})
export const userRoutes = [
  route({
    address: usersAt,
    isFor: (me) => me.isAdmin,
    load: (queries) =>
      Promise.all([queries.ensureQueryData(usersQuery), queries.ensureQueryData(tenantsQuery)]),
    crumb: (words) => words.users.title,
    sideMenu: { icon: 'users', place: 'platform' },
    palette: {},
    staleOn: { application: () => [['tenants']] },
    withoutEvents: ['users'],
    page: async () => (await import('./page.tsx')).UsersPage,
  }),
]
