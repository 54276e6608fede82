/** All runs, and one of them. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { type Given, named, oneOf, tablesSearch } from '../../search.ts'
import {
  type RunFilter,
  runKinds,
  runQuery,
  runStates,
  runsQuery,
  useActiveRuns,
  useWaitingRuns,
} from './queries.ts'

export const runsSearch = ({ application, state, kind, ...rest }: Given): RunFilter => ({
  ...tablesSearch(rest),
  application: named(application),
  state: oneOf(runStates, state),
  kind: oneOf(runKinds, kind),
})

export const runsAt = address('/runs', {
  search: runsSearch,
  examples: ['/runs', '/runs?application=hello&state=failed&kind=build'],
})
const runs = route({
  address: runsAt,
  load: (queries, { search: { application, state, kind } }) =>
    queries.ensureInfiniteQueryData(runsQuery({ application, state, kind })),
  crumb: (words) => words.runs.title,
  sideMenu: {
    icon: 'runs',
    place: 'main',
    useBadge: (words) => {
      const waiting = useWaitingRuns()
      const active = useActiveRuns()
      if (waiting > 0) return words.runs.waiting(waiting)
      return active > 0 ? words.runs.active(active) : undefined
    },
  },
  palette: {},
  staleOn: { run: () => [['runs']] },
  page: async () => (await import('./list.tsx')).RunsPage,
})

export const runAt = address('/runs/$id', {
  examples: ['/runs/55'],
})
const run = route({
  address: runAt,
  load: (queries, { params: { id } }) => queries.ensureQueryData(runQuery(Number(id))),
  crumb: (words, { id }) => `${words.runs.run} ${id}`,
  staleOn: { run: ({ run }) => (run === undefined ? [] : [['run', run]]) },
  page: async () => (await import('./page.tsx')).RunPage,
})

export const runRoutes = [runs, run]
