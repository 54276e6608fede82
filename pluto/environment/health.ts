/** Health of an application in an environment. Pure. */
import { messageOf } from '@opads/kernel/fault'
import { type Message, said } from '@opads/kernel/message'
import type { Unknown } from '../live/rows.ts'
import type { PodRow } from '../pod/row.ts'
import { crashOf, type DeploymentRow, newAndReady, whyUnready } from '../rollout/progress.ts'

type Health = {
  readonly state: 'healthy' | 'working' | 'failed' | 'stopped' | 'none' | 'unknown'
  readonly message: Message | null
}

/** @param isDeploying a deploy is queued or running. @param unknown why rows may be stale */
export function healthOf(
  deployment: DeploymentRow | undefined,
  pods: readonly PodRow[],
  isDeploying: boolean,
  unknown?: Unknown,
): Health {
  if (unknown) return { state: 'unknown', message: messageOf(unknown.problem) }
  if (!deployment)
    return isDeploying
      ? { state: 'working', message: said('environment.first-deployment') }
      : { state: 'none', message: null }
  const { wanted, available, updated, isSeen, late } = deployment
  const crashed = pods.find((pod) => pod.state === 'crashed')
  if (isDeploying || !isSeen || updated < wanted)
    return {
      state: 'working',
      message: said('environment.pods-new', { ready: newAndReady(deployment), wanted }),
    }
  if (wanted === 0) return { state: 'stopped', message: said('environment.no-pods') }
  if (available >= wanted) return { state: 'healthy', message: null }
  if (crashed) return { state: 'failed', message: crashOf(crashed) }
  if (late !== null) return { state: 'failed', message: whyUnready(deployment, pods) ?? late }
  return { state: 'working', message: said('environment.pods-ready', { ready: available, wanted }) }
}
