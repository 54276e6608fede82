/** Members of a tenant. */
import { patterns } from '../../paths.ts'
import { route } from '../../route.ts'
import { tablesSearch } from '../../search.ts'
import { membersQuery } from './queries.ts'

export const memberRoutes = [
  route({
    path: patterns.members,
    search: tablesSearch,
    load: (queries, { params: { name } }) => queries.ensureQueryData(membersQuery(name)),
    crumb: (words) => words.members.title,
    page: async () => (await import('./page.tsx')).MembersPage,
  }),
]
