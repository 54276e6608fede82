/**
 * Applies all parts at once, then waits for each. A process that needs another part waits for it by itself, so that images are
 * pulled and databases made in parallel.
 */
import { join } from 'node:path'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import type { Manifest, Part } from '@opads/kernel/part'
import type { Step } from '@opads/kernel/step'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { cloudOf } from '../cloud.ts'
import { parts } from '../parts.ts'
import { workloadState } from '../workload.ts'
import type { UpWorld } from '../world.ts'

const manager = 'opads-up'
const idOf = (name: string) => `part-${name}`
const awaited = parts.filter((part) => part.workloads.length > 0)
export const partIds: readonly string[] = awaited.map(({ name }) => idOf(name))

export function partSteps(): readonly Step<UpWorld>[] {
  const changed = new Set<string>()
  const apply: Step<UpWorld> = {
    id: 'parts',
    title: 'Parts applied',
    needs: ['images-push', 'cluster-api'],
    estimateSeconds: 2,
    run: (world) =>
      withClient(world, async (client) => {
        const cloud = await cloudOf(world)
        for (const wave of waves)
          await Promise.all(
            wave.map(async (part) => {
              for (const object of part.objects(cloud)) {
                world.stop.throwIfAborted()
                if (await applied(client, object)) changed.add(part.name)
              }
            }),
          )
        return changed.size > 0
      }),
  }
  const waits = awaited.map(
    (part): Step<UpWorld> => ({
      id: idOf(part.name),
      title: part.title,
      needs: ['parts'],
      estimateSeconds: 8,
      run: (world, report) =>
        withClient(world, async (client) => {
          await untilReady(client, part, world.stop, (note) => report({ note }))
          return changed.has(part.name)
        }),
    }),
  )
  return [apply, ...waits]
}

/** Parts that others need (namespaces, secrets) are applied first. */
const waves: readonly (readonly Part[])[] = [
  parts.filter((part) => part.needs.length === 0),
  parts.filter((part) => part.needs.length > 0),
]

async function withClient<T>(world: UpWorld, work: (client: Kube) => Promise<T>): Promise<T> {
  const client = await world.kube(join(world.folder, 'kubeconfig'))
  try {
    return await work(client)
  } finally {
    await client.close()
  }
}

/** Returns whether the object changed. Applying an unchanged object does not change its resourceVersion. */
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
