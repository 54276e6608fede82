/** What is missing of a lab's containers, in words: for a plan. */
import type { Exec } from '@opads/world/exec'
import { containerName, type HostPlan } from './docker.ts'
import { entranceName, missingEntrance } from './entrance.ts'
import { missingOf } from './host-container.ts'
import { inspected } from './start-host.ts'

export async function missingHosts(plans: readonly HostPlan[], exec: Exec): Promise<readonly string[]> {
  const found = await Promise.all(plans.map((plan) => inspected(containerName(plan.lab, plan.name), exec)))
  const [first] = plans
  const entrance = await inspected(entranceName(first!.lab), exec)
  return [
    ...plans.flatMap((plan, index) =>
      missingOf(found[index], plan).length === 0
        ? []
        : [`${found[index] === undefined ? 'makes' : 'starts'} host ${plan.name}`],
    ),
    ...(missingEntrance(found[0], entrance, first!).length === 0
      ? []
      : [`${entrance === undefined ? 'makes' : 'starts'} the entrance ${first!.entrance}`]),
  ]
}
