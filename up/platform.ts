/** From a cluster to a cloud: images into its registry, every part applied and waited for. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { registryName } from '@opads/images/contract'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import type { Manifest, Part, Workload } from '@opads/kernel/part'
import { systemNamespace } from '@opads/kernel/part'
import type { Step } from '@opads/kernel/step'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { cloudOf, imagesFile } from './cloud.ts'
import { partImages, parts } from './parts.ts'
import type { UpWorld } from './phases.ts'
import type { Words } from './words.ts'

type Status = {
  metadata: { generation: number }
  spec: { replicas?: number }
  status?: {
    observedGeneration?: number
    updatedReplicas?: number
    availableReplicas?: number
    unavailableReplicas?: number
    replicas?: number
    desiredNumberScheduled?: number
    updatedNumberScheduled?: number
    numberAvailable?: number
  }
}

export function platformSteps(words: Words, folder: string): readonly Step<UpWorld>[] {
  return [
    {
      id: 'images-push',
      title: 'Images into the registry',
      estimateSeconds: 20,
      run: async ({ run }, report) => {
        const references: Record<string, string> = {}
        await run('images', ['push', '--cloud', words.cloud, '--json', ...partImages], (line) => {
          if (!line.startsWith('{')) return
          const image = JSON.parse(line) as { name: string; version: string; digest: string }
          references[image.name] = `${registryName}/opads/${image.name}@${image.digest}`
          report({ note: image.name })
        })
        await writeFile(join(folder, imagesFile), JSON.stringify(references, null, 2))
      },
    },
    ...parts.map(
      (part): Step<UpWorld> => ({
        id: `part-${part.name}`,
        title: part.title,
        estimateSeconds: 8,
        run: async (world, report) => {
          const client = await world.kube(join(folder, 'kubeconfig'))
          const cloud = await cloudOf(words, folder, world)
          for (const object of part.objects(cloud))
            await client.apply(object as Manifest & KubeObject, 'opads-up')
          for (const workload of part.workloads)
            await waitFor(
              `${part.name} to be ready`,
              async () => {
                const { isReady, detail } = await workloadState(client, workload)
                report({ note: detail })
                return isReady
              },
              { boundMs: 180_000 },
            )
          await client.close()
        },
      }),
    ),
  ]
}

/** What is there against what is wanted. */
export async function workloadState(
  client: Kube,
  { kind, name }: Workload,
): Promise<{ isReady: boolean; detail: string }> {
  const found = await client.get<Status>(
    objectPath({ apiVersion: 'apps/v1', kind, metadata: { name, namespace: systemNamespace } }),
  )
  if (!found) return { isReady: false, detail: 'not there' }
  const { metadata, spec, status = {} } = found
  const wanted = kind === 'DaemonSet' ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1)
  const updated = (kind === 'DaemonSet' ? status.updatedNumberScheduled : status.updatedReplicas) ?? 0
  const available = (kind === 'DaemonSet' ? status.numberAvailable : status.availableReplicas) ?? 0
  const isSeen = (status.observedGeneration ?? 0) >= metadata.generation
  return {
    isReady:
      isSeen &&
      wanted > 0 &&
      updated >= wanted &&
      available >= wanted &&
      (status.unavailableReplicas ?? 0) === 0,
    detail: `${Math.min(updated, available)} of ${wanted} ready`,
  }
}

export async function partStates(
  client: Kube,
): Promise<readonly { part: Part; isReady: boolean; detail: string }[]> {
  return Promise.all(
    parts
      .filter((part) => part.workloads.length > 0)
      .map(async (part) => {
        const all = await Promise.all(part.workloads.map((workload) => workloadState(client, workload)))
        return {
          part,
          isReady: all.every((one) => one.isReady),
          detail: all.map((one) => one.detail).join(', '),
        }
      }),
  )
}
