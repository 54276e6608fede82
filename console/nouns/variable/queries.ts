/** Variables and secrets of an application in one environment. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import type { Answer } from '../../api/types.ts'
import type { EnvironmentName } from '../environment/types.ts'

export type Variable =
  Answer<'GET /api/v1/applications/:name/environments/:environment/config'>['items'][number]

export const variablesQuery = (name: string, environment: EnvironmentName) =>
  queryOptions({
    queryKey: ['variables', name, environment],
    queryFn: ({ signal }) =>
      api('GET /api/v1/applications/:name/environments/:environment/config', {
        signal,
        params: { name, environment },
      }),
  })
