/** What a host's container lacks, as commands in order. Pure. */
import type { Argv } from '@opads/kernel/argv'
import { containerName, docker, type HostPlan, networkName, runHost } from './docker.ts'

type Inspected = {
  readonly State: { readonly Running: boolean; readonly Paused: boolean }
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, unknown>> }
}

/** @param inspected what `docker inspect` prints of it; `undefined` when there is none */
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
