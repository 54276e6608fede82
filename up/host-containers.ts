/** The containers of hosts, as the lab reports them: all with one call. */
import type { LabContainer } from '@opads/lab/contract'
import type { Part } from '@opads/parts/part'
import type { ContainerFacts, Observed } from './status-facts.ts'
import type { UpWorld } from './world.ts'

export async function hostContainers({ room, words, parts }: UpWorld): Promise<Observed['containers']> {
  try {
    const answer = await room('lab', ['containers', '--cloud', words.cloud, '--json'])
    return containerFacts(JSON.parse(answer) as readonly LabContainer[], parts, words.listen)
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure)
  }
}

/** A container that a part has and that runs on no host is one that does not run. */
export function containerFacts(
  found: readonly LabContainer[],
  parts: readonly Part[],
  listen: string,
): readonly ContainerFacts[] {
  if (found.length === 0) return [] // hosts are no containers of this machine
  const wanted = parts.flatMap(({ name, title, images }) =>
    (images?.container ?? []).map(() => ({ name, title })),
  )
  const inside = found.filter(({ kind }) => kind === 'inside')
  const missing = wanted.filter(({ name }) => !inside.some((one) => one.name === name))
  const titleOf = ({ kind, name, host }: LabContainer) => {
    if (kind === 'host') return `Host ${name}: its system, containerd and kubelet`
    if (kind === 'entrance') return `Entrance from ${listen} of this machine`
    const title = wanted.find((part) => part.name === name)?.title ?? 'Container that no part has'
    return inside.filter((one) => one.name === name).length > 1 ? `${title}, on ${host}` : title
  }
  return [
    ...found.map((one) => ({
      name: one.name,
      title: titleOf(one),
      isRunning: one.isRunning,
      memoryBytes: one.memoryBytes,
    })),
    ...missing.map(({ name, title }) => ({ name, title, isRunning: false, memoryBytes: 0 })),
  ]
}
