/** Commands that complete a host's container, in order. Pure. */
import type { Argv } from '@opads/kernel/argv'
import { containerName, docker, type HostPlan, networkName, runHost } from './docker.ts'

type Inspected = {
  readonly State: { readonly Running: boolean; readonly Paused: boolean }
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, unknown>> }
}

/** @param inspected output of `docker inspect`; `undefined` if there is no container */
export function missingOf(inspected: string | undefined, plan: HostPlan): readonly Argv[] {
  const name = containerName(plan.lab, plan.name)
  const overlay = networkName(plan.lab, 'overlay')
  const connect = docker('network', 'connect', '--ip', plan.overlayAddress, overlay, name)
  const [found] = inspected === undefined ? [] : (JSON.parse(inspected) as Inspected[])
  if (!found) return [runHost(plan), connect]
  return [
    ...(overlay in found.NetworkSettings.Networks ? [] : [connect]),
    ...(found.State.Paused ? [docker('unpause', name)] : []),
    ...(found.State.Running ? [] : [docker('start', name)]),
  ]
}
