/** Members of a tenant. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { membersQuery } from './queries.ts'

export const membersAt = address('/tenants/$name/members', {
  search: tablesSearch,
  examples: ['/tenants/retail/members'],
})
export const memberRoutes = [
  route({
    address: membersAt,
    load: (queries, { params: { name } }) => queries.ensureQueryData(membersQuery(name)),
    crumb: (words) => words.members.title,
    withoutEvents: ['members'],
    page: async () => (await import('./page.tsx')).MembersPage,
  }),
]
