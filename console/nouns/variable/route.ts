/** Variables and secrets of an application. */
import { address } from '../../address.ts'
import { route } from '../../route.ts'
import { type Given, oneOf, tablesSearch } from '../../search.ts'
import { applicationQuery } from '../application/queries.ts'
import { type EnvironmentName, environmentNames } from '../environment/types.ts'
import { variablesQuery } from './queries.ts'

export type VariablesSearch = { environment?: EnvironmentName | undefined }
const variablesSearch = ({ environment, ...rest }: Given): VariablesSearch => ({
  environment: oneOf(environmentNames, environment),
  ...tablesSearch(rest),
})

export const variablesAt = address('/applications/$name/config', {
  search: variablesSearch,
  examples: ['/applications/hello/config', '/applications/hello/config?environment=prod'],
})
export const variableRoutes = [
  route({
    address: variablesAt,
    load: (queries, { params: { name }, search: { environment = 'sit' } }) =>
      Promise.all([
        queries.ensureQueryData(applicationQuery(name)),
        queries.ensureQueryData(variablesQuery(name, environment)),
      ]),
    crumb: (words) => words.variables.title,
    staleOn: {
      application: ({ application }) => [
        ['application', application],
        ['variables', application],
      ],
      // The number of pods, which a deploy may set, is of the same version.
      run: ({ application }) => [
        ['application', application],
        ['variables', application],
      ],
      pods: ({ application }) => [['application', application]],
    },
    page: async () => (await import('./page.tsx')).VariablesPage,
  }),
]
