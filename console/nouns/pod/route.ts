/** What pods say. */
import { address } from '../../address.ts'
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

export const logsAt = address('/applications/$name/logs', {
  search: logsSearch,
  examples: [
    '/applications/hello/logs',
    '/applications/price-feed/logs?environment=sit&pod=price-feed-6d9f7-kx2bn&previous=true',
  ],
})
export const podRoutes = [
  route({
    address: logsAt,
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
