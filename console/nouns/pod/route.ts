/** What pods say. */
import { patterns } from '../../paths.ts'
import { route } from '../../route.ts'
import { type Given, oneOf, tablesSearch, text, yes } from '../../search.ts'
import { applicationQuery } from '../application/queries.ts'
import { type EnvironmentName, environmentNames } from '../environment/types.ts'
import { podsQuery } from './queries.ts'

export type LogsSearch = {
  environment?: EnvironmentName | undefined
  pod?: string | undefined
  previous?: true | undefined
}
export const logsSearch = ({ environment, pod, previous, ...rest }: Given): LogsSearch => ({
  environment: oneOf(environmentNames, environment),
  pod: text(pod),
  previous: yes(previous),
  ...tablesSearch(rest),
})

export const podRoutes = [
  route({
    path: patterns.logs,
    search: logsSearch,
    load: (queries, { params: { name } }) =>
      Promise.all([
        queries.ensureQueryData(applicationQuery(name)),
        queries.ensureQueryData(podsQuery(name)),
      ]),
    crumb: (words) => words.logs.title,
    staleOn: {
      application: ({ application }) => [['application', application]],
      run: ({ application }) => [['application', application]],
      pods: ({ application }) => [
        ['application', application],
        ['pods', application],
      ],
    },
    page: async () => (await import('./logs.tsx')).LogsPage,
  }),
]
