/** Which settings a rollback would change. A refused one shows its problem only when the user starts it. */
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api/client.ts'
import { useWords } from '../../words/language.tsx'
import type { EnvironmentName } from '../environment/types.ts'

type Props = {
  readonly name: string
  readonly environment: EnvironmentName
  readonly release: number
}
export function Restores({ name, environment, release }: Props) {
  const { deploy } = useWords()
  const { data } = useQuery({
    queryKey: ['restores', name, environment, release],
    queryFn: () =>
      api('POST /api/v1/applications/:name/deployments', {
        params: { name },
        query: { dryRun: true },
        body: { environment, release, asItRan: true },
      }),
    retry: false,
    staleTime: 0,
  })
  if (!data) return null
  const { variables, replicas } = data.restores ?? { variables: [], replicas: null }
  const names = [...variables, ...(replicas ? [deploy.pods(replicas.from, replicas.to)] : [])]
  return (
    <p className="dim">
      {data.restores === null
        ? deploy.notKept
        : names.length === 0
          ? deploy.asToday
          : deploy.asItRan(names.join(', '))}
    </p>
  )
}
