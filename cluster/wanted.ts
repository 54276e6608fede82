/** What every host should have, as digests: from the roles' variables (`playbooks/wanted.yml`) and from the stage. Pure. */
import { createHash } from 'node:crypto'
import type { KubeObject } from '@opads/kernel/kube'
import { parseAllDocuments } from 'yaml'
import type { Stage } from './stage.ts'

/** `tag`: the tag of the playbook that makes it so. */
export type Wanted = {
  readonly files: Readonly<
    Record<string, { readonly sha256: string; readonly mode: string; readonly tag: string }>
  >
  readonly links: Readonly<Record<string, { readonly target: string; readonly tag: string }>>
  /** `reads`: files that the unit reads when it starts; a newer one means that it must be restarted. */
  readonly units: Readonly<Record<string, { readonly reads: readonly string[]; readonly tag: string }>>
  readonly containers: Readonly<
    Record<string, { readonly shape: string; readonly reads: readonly string[]; readonly tag: string }>
  >
  readonly images: Stage['images']
  readonly kubeadm: 'master' | 'node' | ''
}
export type WantedObject = { readonly tag: string; readonly object: KubeObject }
export type WantedCluster = {
  readonly hosts: Readonly<Record<string, Wanted>>
  readonly objects: readonly WantedObject[]
}

type ByTag<T> = Readonly<Record<string, T>>
/** What `wanted.yml` writes for one host; the first level of `files`, `units`, `containers` and `objects` is a tag. */
export type Rendered = {
  readonly files: ByTag<readonly { readonly path: string; readonly mode: string; readonly content: string }[]>
  readonly units: ByTag<Readonly<Record<string, readonly string[]>>>
  readonly containers: ByTag<readonly ContainerWords[]>
  readonly kubeadm: Wanted['kubeadm']
  readonly registry: string
  readonly objects: Readonly<Record<string, string>>
}
type ContainerWords = {
  readonly name: string
  readonly image: string
  readonly mounts?: readonly string[]
  readonly capabilities?: readonly string[]
  readonly uid: number
  /** Its memory limit. */
  readonly megabytes: number | string
  readonly revision: string
  readonly argv: readonly string[]
}

export function wantedCluster(rendered: Readonly<Record<string, Rendered>>, stage: Stage): WantedCluster {
  const hosts = Object.entries(rendered).map(([host, words]) => [host, wantedHost(words, stage)] as const)
  return { hosts: Object.fromEntries(hosts), objects: Object.values(rendered).flatMap(objectsOf) }
}

function wantedHost({ files, units, containers, kubeadm, registry }: Rendered, stage: Stage): Wanted {
  const programs = Object.entries(stage.sums).map(([path, sha256]) => {
    return [path, { sha256, mode: '0755', tag: 'host' }] as const
  })
  const laidDown = tagged(files).flatMap(([tag, list]) =>
    list.map(({ path, mode, content }) => [path, { sha256: sha256(content), mode, tag }] as const),
  )
  return {
    files: Object.fromEntries([...programs, ...laidDown]),
    links: Object.fromEntries(
      Object.entries(stage.links).map(([path, target]) => [path, { target, tag: 'host' }] as const),
    ),
    units: Object.fromEntries(
      tagged(units).flatMap(([tag, list]) =>
        Object.entries(list).map(([name, reads]) => [name, { reads, tag }] as const),
      ),
    ),
    containers: Object.fromEntries(
      tagged(containers).flatMap(([tag, list]) =>
        list.map((words) => {
          const reads = (files[tag] ?? []).map((file) => file.path)
          return [words.name, { shape: shapeOf(words, registry), reads, tag }] as const
        }),
      ),
    ),
    images: stage.images,
    kubeadm,
  }
}

/** The same digest as in `run-container.sh`: over its arguments, one per line. */
function shapeOf(
  { name, image, mounts, capabilities, uid, megabytes, revision, argv }: ContainerWords,
  registry: string,
): string {
  const words = [
    name,
    `${registry}/${image}`,
    mounts?.join() ?? '',
    capabilities?.join() ?? '',
    String(uid),
    String(megabytes),
    revision,
    ...argv,
  ]
  return sha256(words.map((word) => `${word}\n`).join(''))
}

function objectsOf({ objects }: Rendered): WantedObject[] {
  return Object.entries(objects).flatMap(([tag, text]) =>
    parseAllDocuments(text).map((document) => {
      if (document.errors[0]) throw document.errors[0]
      return { tag, object: document.toJS() as KubeObject }
    }),
  )
}

const tagged = <T>(values: ByTag<T>) => Object.entries(values)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
