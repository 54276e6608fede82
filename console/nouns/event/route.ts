/** What happened. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { type Given, named } from '../../search.ts'
import { eventsQuery } from './queries.ts'

export type ActivitySearch = { application?: string | undefined }
const activitySearch = ({ application }: Given): ActivitySearch => ({ application: named(application) })

export const activityAt = address('/activity', {
  search: activitySearch,
  examples: ['/activity', '/activity?application=hello'],
})
export const eventRoutes = [
  route({
    address: activityAt,
    load: (queries, { search: { application } }) => queries.ensureInfiniteQueryData(eventsQuery(application)),
    crumb: (words) => words.activity.title,
    sideMenu: { icon: 'activity', place: 'main' },
    palette: {},
    staleOn: { event: () => [['events']] },
    page: async () => (await import('./page.tsx')).ActivityPage,
  }),
]
