/** Every part applied and waited for; it is changed when an object of it is. */
import { join } from 'node:path'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import type { Cloud, Manifest, Part } from '@opads/kernel/part'
import type { Step } from '@opads/kernel/step'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { cloudOf } from '../cloud.ts'
import { parts } from '../parts.ts'
import { workloadState } from '../workload.ts'
import type { UpWorld } from '../world.ts'

const manager = 'opads-up'
const idOf = (name: string) => `part-${name}`
export const partIds: readonly string[] = parts.map(({ name }) => idOf(name))

export function partSteps(): readonly Step<UpWorld>[] {
  let cloud: Promise<Cloud> | undefined // the same facts for every part of a run
  return parts.map((part) => ({
    id: idOf(part.name),
    title: part.title,
    needs: ['images-push', ...part.needs.map(idOf)],
    estimateSeconds: 8,
    run: async (world, report) => {
      const client = await world.kube(join(world.folder, 'kubeconfig'))
      try {
        cloud ??= cloudOf(world)
        let hasChanged = false
        for (const object of part.objects(await cloud)) {
          world.stop.throwIfAborted()
          hasChanged = (await applied(client, object)) || hasChanged
        }
        await untilReady(client, part, world.stop, (note) => report({ note }))
        return hasChanged
      } finally {
        await client.close()
      }
    },
  }))
}

/** Answers whether the object was another before. An unchanged one is one read and one write that writes nothing. */
async function applied(client: Kube, object: Manifest & Partial<KubeObject>): Promise<boolean> {
  const before = await client.get(objectPath(object))
  const after = await client.apply(object, manager)
  return before?.metadata.resourceVersion !== after.metadata.resourceVersion
}

async function untilReady(
  client: Kube,
  part: Part,
  signal: AbortSignal,
  note: (note: string) => void,
): Promise<void> {
  for (const workload of part.workloads)
    await waitFor(
      `${part.name} to be ready`,
      async () => {
        const { isReady, detail } = await workloadState(client, workload)
        if (!isReady) note(detail)
        return isReady
      },
      { boundMs: 180_000, signal },
    )
}
