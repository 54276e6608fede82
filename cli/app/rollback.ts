/** The release for a rollback: the highest below today's whose deploy succeeded in the environment; and the settings restored with it. */
import { Problem } from '@opads/kernel/problem'
import type { Api, Environment, EnvironmentName, Restores } from '../api-types.ts'

export async function earlierRelease(
  api: Api,
  application: string,
  environment: EnvironmentName,
): Promise<number> {
  const params = { name: application }
  const [{ environments }, { items }] = await Promise.all([
    api('GET /api/v1/applications/:name', { params }),
    api('GET /api/v1/applications/:name/deployments', { params, query: { limit: 200 } }),
  ])
  const today = environments.find(({ name }) => name === environment)?.release
  if (today == null) throw new Problem('release.none-there', { application, environment })
  const earlier = candidates(items, environment, today)
  for (const { release, run } of earlier) {
    const { state } = await api('GET /api/v1/runs/:id', { params: { id: String(run) } })
    if (state === 'succeeded') return release
  }
  throw new Problem('release.no-earlier', { application, environment, release: today })
}

/** Whether something was deployed there before what runs there today. */
export async function hasEarlier(
  api: Api,
  application: string,
  { name, release }: Environment,
): Promise<boolean> {
  if (release === null) return false
  const { items } = await api('GET /api/v1/applications/:name/deployments', {
    params: { name: application },
    query: { limit: 200 },
  })
  return candidates(items, name, release).length > 0
}

type Deployed = { readonly environment: string; readonly release: number; readonly run: number }

/** Highest release first, so that two rollbacks go back two releases, not back and forth. Pure. */
export function candidates(
  deployments: readonly Deployed[],
  environment: string,
  today: number,
): readonly Deployed[] {
  return deployments
    .filter((one) => one.environment === environment && one.release < today)
    .sort((a, b) => b.release - a.release || b.run - a.run)
}

/** A sentence about settings that the rollback changed. Pure. */
export function restored(restores: Restores): string {
  if (restores === null) return 'It was deployed before its variables were kept: it runs with those of today.'
  const { variables, replicas } = restores
  const words = [...variables, ...(replicas ? [`pods ${replicas.from} → ${replicas.to}`] : [])]
  return words.length === 0
    ? 'Its variables, secrets and number of pods are those of today.'
    : `As it ran then, other than set today: ${words.join(', ')}`
}
