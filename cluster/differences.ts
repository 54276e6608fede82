/** Differences between the wanted and the observed state, by host. Pure. */
import type { ObjectState } from './objects.ts'
import type { Observed } from './observed.ts'
import type { Wanted } from './wanted.ts'

/** `host` is undefined for objects of the cluster. `tag`: the tag of the playbook that fixes it. */
export type Difference = {
  readonly host?: string
  readonly tag: string
  readonly kind: 'file' | 'unit' | 'container' | 'image' | 'kubeadm' | 'object'
  readonly name: string
  readonly state: 'gone' | 'differs' | 'stopped' | 'not enabled' | 'stale' | 'no longer wanted' | 'not known'
  /** What was found, where the state alone does not say it. */
  readonly detail?: string
}

export function hostDifferences(host: string, wanted: Wanted, found: Observed): readonly Difference[] {
  return [
    ...fileDifferences(host, wanted, found),
    ...linkDifferences(host, wanted, found),
    ...unitDifferences(host, wanted, found),
    ...containerDifferences(host, wanted, found),
    ...imageDifferences(host, wanted, found),
    ...oldImages(host, wanted, found),
    ...kubeadmDifferences(host, wanted, found),
  ]
}

/** @param why the API server did not answer: then the object counts as gone */
export function objectDifference(
  tag: string,
  name: string,
  state: ObjectState,
  why?: string,
): readonly Difference[] {
  if (state === 'same') return []
  const known = { tag, kind: 'object', name } as const
  if (why !== undefined) return [{ ...known, state: 'gone', detail: why }]
  return [state === 'gone' ? { ...known, state } : { ...known, state: 'differs', detail: state.differsAt }]
}

/** "m1: /etc/containerd/config.toml differs", "object kube-system/coredns is gone". */
export function sentenceOf({ host, kind, name, state, detail }: Difference): string {
  const what = kind === 'file' || kind === 'kubeadm' ? name : `${kind} ${name}`
  const verb = state === 'differs' ? 'differs' : state === 'stale' ? 'has to be restarted' : `is ${state}`
  return `${host ? `${host}: ` : ''}${what} ${verb}${detail ? ` (${detail})` : ''}`
}

function fileDifferences(host: string, { files }: Wanted, found: Observed): Difference[] {
  return Object.entries(files).flatMap(([name, { sha256, mode, tag }]): Difference[] => {
    const there = found.files[name]
    const known = { host, tag, kind: 'file', name } as const
    if (!there) return [{ ...known, state: 'gone' }]
    if (there.sha256 !== sha256) return [{ ...known, state: 'differs' }]
    return there.mode === mode
      ? []
      : [{ ...known, state: 'differs', detail: `mode ${there.mode}, not ${mode}` }]
  })
}

function linkDifferences(host: string, { links }: Wanted, found: Observed): Difference[] {
  return Object.entries(links).flatMap(([name, { target, tag }]): Difference[] => {
    const there = found.links[name] ?? null
    const known = { host, tag, kind: 'file', name } as const
    if (there === target) return []
    return [
      there === null
        ? { ...known, state: 'gone' }
        : { ...known, state: 'differs', detail: `it leads to ${there}` },
    ]
  })
}

function unitDifferences(host: string, { units }: Wanted, found: Observed): Difference[] {
  return Object.entries(units).flatMap(([name, { tag }]): Difference[] => {
    const there = found.units[name]
    const known = { host, tag, kind: 'unit', name } as const
    if (!there?.isActive) return [{ ...known, state: 'stopped' }]
    if (!there.isEnabled) return [{ ...known, state: 'not enabled' }]
    const [unread] = there.unread
    return unread === undefined ? [] : [{ ...known, state: 'stale', detail: `${unread} is newer` }]
  })
}

function containerDifferences(host: string, { containers }: Wanted, found: Observed): Difference[] {
  return Object.entries(containers).flatMap(([name, { shape, tag }]): Difference[] => {
    const there = found.containers[name]
    const known = { host, tag, kind: 'container', name } as const
    if (!there) return [{ ...known, state: 'gone' }]
    if (there.shape !== shape) return [{ ...known, state: 'differs', detail: 'image, arguments or files' }]
    return there.isRunning ? [] : [{ ...known, state: 'stopped' }]
  })
}

function imageDifferences(host: string, { images }: Wanted, found: Observed): Difference[] {
  return Object.entries(images).flatMap(([namespace, references]) =>
    Object.entries(references).flatMap(([name, digest]): Difference[] => {
      const there = found.images[namespace]?.[name]
      const known = { host, tag: 'host', kind: 'image', name } as const
      return there === digest ? [] : [{ ...known, state: there ? 'differs' : 'gone' }]
    }),
  )
}

/** Images of earlier versions: another tag in the repository of a wanted image. Images named by digest belong to pods. */
function oldImages(host: string, { images }: Wanted, found: Observed): Difference[] {
  return Object.entries(images).flatMap(([namespace, references]) => {
    const ours = new Set(Object.keys(references).map(folderOf))
    return Object.keys(found.images[namespace] ?? {})
      .filter((name) => ours.has(folderOf(name)) && !name.includes('@') && !(name in references))
      .map((name): Difference => ({ host, tag: 'tidy', kind: 'image', name, state: 'no longer wanted' }))
  })
}
const folderOf = (reference: string) => reference.slice(0, reference.lastIndexOf('/'))

function kubeadmDifferences(host: string, { kubeadm }: Wanted, found: Observed): Difference[] {
  if (kubeadm === '') return []
  const known = { host, tag: kubeadm, kind: 'kubeadm' } as const
  if (found.kubeadm === null) return [{ ...known, name: `the ${kubeadm} of kubeadm`, state: 'gone' }]
  return found.kubeadm.map((name): Difference => ({ ...known, name, state: 'differs' }))
}
