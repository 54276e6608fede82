/** Asks hosts and the API server for their state, and returns how it differs from the wanted state. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { objectPath } from '@opads/kernel/kube'
import type { Exec } from '@opads/world/exec'
import type { Kube } from '@opads/world/kube/client'
import { type Difference, hostDifferences, objectDifference } from './differences.ts'
import type { Layout } from './layout.ts'
import { objectState } from './objects.ts'
import { type Observed, questionFor } from './observed.ts'
import { oldObjects } from './old-objects.ts'
import { onHost } from './remote.ts'
import type { WantedCluster, WantedObject } from './wanted.ts'

const program = join(import.meta.dirname, 'observe.py')

/** @param kube `undefined` where there is no cluster yet */
export async function observe(
  layout: Layout,
  wanted: WantedCluster,
  exec: Exec,
  kube: Kube | undefined,
): Promise<readonly Difference[]> {
  const text = await readFile(program, 'utf8')
  const [objects, old, ...hosts] = await Promise.all([
    objectDifferences(wanted.objects, kube),
    kube ? oldObjects(wanted.objects, kube).catch(unknownObjects) : [],
    ...layout.hosts.map(async (host) => {
      const mine = wanted.hosts[host.name]!
      const argv = onHost(host, 'python3', '-')
      const { stdout } = await exec(argv, { input: questionFor(mine, text), timeoutMs: 60_000 })
      return hostDifferences(host.name, mine, JSON.parse(stdout) as Observed)
    }),
  ])
  return [...hosts.flat(), ...objects, ...old]
}

async function objectDifferences(
  objects: readonly WantedObject[],
  kube: Kube | undefined,
): Promise<readonly Difference[]> {
  const states = await Promise.all(
    objects.map(async ({ tag, object }) => {
      const { namespace, name } = object.metadata
      const title = `${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`
      try {
        return objectDifference(tag, title, objectState(object, await kube?.get(objectPath(object))))
      } catch (failure) {
        return objectDifference(tag, title, 'gone', reasonOf(failure))
      }
    }),
  )
  return states.flat()
}

const unknownObjects = (failure: unknown): readonly Difference[] => [
  {
    tag: 'objects',
    kind: 'object',
    name: 'that no part lists',
    state: 'not known',
    detail: reasonOf(failure),
  },
]

/** undici puts what happened to a connection into the cause. */
const reasonOf = (failure: unknown): string => {
  if (!(failure instanceof Error)) return String(failure)
  return failure.cause instanceof Error ? failure.cause.message : failure.message
}
