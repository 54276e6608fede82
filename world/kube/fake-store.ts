/** The storage of the fake API server, in memory: objects with versions, their history, and the owners of fields. */
import { type KubeObject, objectPath } from '@opads/kernel/kube'

type Fields = Record<string, unknown>
type Happened = {
  readonly version: number
  readonly path: string
  readonly before: KubeObject | undefined
  readonly after: KubeObject | undefined
}
type WatchEvent = { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject }
export type FakeStore = ReturnType<typeof fakeStore>

export function fakeStore() {
  const objects = new Map<string, KubeObject>()
  /** What each manager applied last, by `path manager`. */
  const applied = new Map<string, Fields>()
  let happened: Happened[] = []
  let version = 1
  let compacted = 0
  const listeners = new Set<() => void>()

  const keep = (path: string, before: KubeObject | undefined, after: KubeObject | undefined) => {
    if (after) objects.set(path, after)
    else objects.delete(path)
    happened.push({ version, path, before, after })
    for (const listener of [...listeners]) listener()
  }
  /** Stores an object with the metadata that a server adds; an equal object changes nothing. */
  const write = (path: string, object: KubeObject): KubeObject => {
    const before = objects.get(path)
    const specOf = (one: KubeObject | undefined) => JSON.stringify((one as Fields | undefined)?.spec)
    const { metadata } = object
    const kept: KubeObject = {
      ...object,
      metadata: {
        ...metadata,
        uid: before?.metadata.uid ?? crypto.randomUUID(),
        creationTimestamp: before?.metadata.creationTimestamp ?? `${new Date().toISOString().slice(0, 19)}Z`,
        generation:
          (before?.metadata.generation ?? 0) + (before && specOf(before) === specOf(object) ? 0 : 1),
        resourceVersion: before?.metadata.resourceVersion ?? '',
      },
    }
    if (before && JSON.stringify(sorted(before)) === JSON.stringify(sorted(kept))) return before
    version += 1
    const after = { ...kept, metadata: { ...kept.metadata, resourceVersion: String(version) } }
    keep(path, before, after)
    return after
  }
  const afterApply = (object: KubeObject, manager: string): KubeObject => {
    const path = objectPath(object)
    const before = (objects.get(path) ?? {}) as Fields
    const rest = without(before, applied.get(`${path} ${manager}`) ?? {}, object as Fields)
    return merged(rest, object as Fields) as KubeObject
  }
  const remove = (path: string): boolean => {
    const before = objects.get(path)
    if (!before) return false
    version += 1
    for (const key of [...applied.keys()]) if (key.startsWith(`${path} `)) applied.delete(key)
    keep(path, { ...before, metadata: { ...before.metadata, resourceVersion: String(version) } }, undefined)
    return true
  }
  return {
    version: () => version,
    compacted: () => compacted,
    get: (path: string) => objects.get(path),
    /** Objects of a collection, of one or all namespaces; sorted as the server does. */
    list: (collection: string, selector: string | undefined): readonly KubeObject[] =>
      [...objects]
        .filter(([path, object]) => isIn(path, collection) && matches(object, selector))
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, object]) => object),
    /** Server-side apply: removes fields that this manager applied before and now leaves out; keeps those of others. Lists are atomic. */
    apply: (object: KubeObject, manager: string): KubeObject => {
      const path = objectPath(object)
      const after = afterApply(object, manager)
      applied.set(`${path} ${manager}`, object as Fields)
      return write(path, after)
    },
    /** What `apply` would store; of an object that is there, with its metadata. */
    wouldApply: afterApply,
    /** Replaces the whole object, as a controller, a kubelet or a person would. */
    put: (object: KubeObject): KubeObject => write(objectPath(object), object),
    remove,
    /** Paths of all objects. */
    paths: (): readonly string[] => [...objects.keys()],
    /** Deletes all objects. */
    clear: (): void => {
      for (const path of [...objects.keys()]) remove(path)
    },
    /** Events for a watch from version `from`; `undefined` when that version was compacted. */
    since: (from: number, collection: string, selector: string | undefined) => {
      if (from < compacted) return undefined
      return happened
        .filter((one) => one.version > from && isIn(one.path, collection))
        .flatMap((one) => eventOf(one, selector) ?? [])
    },
    /** Drops the history: older watches and list pages are answered 410. */
    compact: () => {
      version += 1
      compacted = version
      happened = []
    },
    listen: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** `/api/v1/pods` contains the pods of all namespaces. */
function isIn(path: string, collection: string): boolean {
  const at = path.lastIndexOf('/')
  const own = path.slice(0, at)
  return own === collection || own.replace(/\/namespaces\/[^/]+(?=\/)/, '') === collection
}

function matches({ metadata: { labels = {} } }: KubeObject, selector: string | undefined): boolean {
  return (selector ?? '')
    .split(',')
    .filter(Boolean)
    .every((one) => labels[one.split('=')[0]!] === one.split('=')[1])
}

/** For a watch with a selector, an object that starts or stops matching it is ADDED or DELETED. */
function eventOf({ version, before, after }: Happened, selector: string | undefined): WatchEvent | undefined {
  const [was, is] = [before, after].map((one) => one !== undefined && matches(one, selector))
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object: after! }
  if (!was) return undefined
  const gone = after ?? before!
  return {
    type: 'DELETED',
    object: { ...gone, metadata: { ...gone.metadata, resourceVersion: String(version) } },
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function merged(one: Fields, other: Fields): Fields {
  const all = { ...one }
  for (const [key, value] of Object.entries(other))
    all[key] = isFields(value) && isFields(all[key]) ? merged(all[key], value) : value
  return all
}

/** `all` without the fields that are in `before` and not in `now`. */
function without(all: Fields, before: Fields, now: Fields): Fields {
  const left = { ...all }
  for (const [key, value] of Object.entries(before)) {
    if (!(key in now)) delete left[key]
    else if (isFields(value) && isFields(left[key]) && isFields(now[key]))
      left[key] = without(left[key], value, now[key])
  }
  return left
}

const sorted = (value: unknown): unknown =>
  isFields(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, sorted(value[key])]),
      )
    : Array.isArray(value)
      ? value.map(sorted)
      : value
