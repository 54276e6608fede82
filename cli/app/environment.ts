/** One environment of an application. */
import { Problem } from '@opads/kernel/problem'
import type { Api, Environment, EnvironmentName } from '../api-types.ts'

/** @throws Problem `environment.unknown`, which names the existing environments */
export async function environmentOf(
  api: Api,
  application: string,
  environment: EnvironmentName,
): Promise<Environment> {
  const { environments } = await api('GET /api/v1/applications/:name', { params: { name: application } })
  const found = environments.find(({ name }) => name === environment)
  if (found) return found
  const known = environments.map(({ name }) => name).join(', ')
  throw new Problem('environment.unknown', { application, environment, known })
}
