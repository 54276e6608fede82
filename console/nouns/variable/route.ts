import { applicationQuery, variablesQuery } from '../../api/queries.ts'
import { type EnvironmentName, environmentNames } from '../../api/types.ts'
import { patterns } from '../../paths.ts'
import { route } from '../../route.ts'
import { type Given, oneOf, tablesSearch } from '../../search.ts'

export type VariablesSearch = { environment?: EnvironmentName | undefined }
const variablesSearch = ({ environment, ...rest }: Given): VariablesSearch => ({
  environment: oneOf(environmentNames, environment),
  ...tablesSearch(rest),
})

export const variableRoutes = [
  route({
    path: patterns.variables,
    search: variablesSearch,
    load: (queries, { params: { name }, search: { environment = 'sit' } }) =>
      Promise.all([
        queries.ensureQueryData(applicationQuery(name)),
        queries.ensureQueryData(variablesQuery(name, environment)),
      ]),
    crumb: (words) => words.config.title,
    staleOn: {
      application: ({ application }) => [
        ['application', application],
        ['variables', application],
      ],
      run: ({ application }) => [['application', application]],
      pods: ({ application }) => [['application', application]],
    },
    page: async () => (await import('./page.tsx')).VariablesPage,
  }),
]
