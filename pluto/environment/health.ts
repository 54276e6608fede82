/** Health of an application in an environment. Pure. */
import type { Unknown } from '../live/rows.ts'
import type { PodRow } from '../pod/row.ts'
import type { DeploymentRow } from '../rollout/progress.ts'

export type Health = {
  readonly state: 'healthy' | 'working' | 'failed' | 'stopped' | 'none' | 'unknown'
  readonly reason: string | null
}

/** @param isDeploying a deploy is queued or running. @param unknown why rows may be stale */
export function healthOf(
  deployment: DeploymentRow | undefined,
  pods: readonly PodRow[],
  isDeploying: boolean,
  unknown?: Unknown,
): Health {
  if (unknown) return { state: 'unknown', reason: unknown.problem.message }
  if (!deployment)
    return isDeploying ? { state: 'working', reason: 'first deployment' } : { state: 'none', reason: null }
  const { wanted, available, updated, isSeen, late } = deployment
  const crashed = pods.find((pod) => pod.state === 'crashed')
  if (isDeploying || !isSeen || updated < wanted)
    return { state: 'working', reason: `${Math.min(updated, available)} of ${wanted} pods new and ready` }
  if (wanted === 0) return { state: 'stopped', reason: 'scaled to none' }
  if (available >= wanted) return { state: 'healthy', reason: null }
  if (crashed) return { state: 'failed', reason: `pod ${crashed.name} crashed: ${crashed.reason}` }
  if (late !== null) return { state: 'failed', reason: late }
  return { state: 'working', reason: `${available} of ${wanted} pods ready` }
}
