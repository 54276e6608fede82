/** Keeps rows of one collection up to date: a list, then a watch from its version; a new list when the version is gone. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { KubeObject } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import type { Kube } from './client.ts'
import { type Indexes, indexedRows } from './indexed-rows.ts'

export type WatchState =
  | { readonly kind: 'starting' | 'ready' }
  /** Rows may be stale or missing; do not rely on them. */
  | { readonly kind: 'failing'; readonly since: Date; readonly problem: Problem }
export type ListWatch<Row, Index extends string = never> = {
  /** `namespace/name` → row. */
  readonly rows: ReadonlyMap<string, Row>
  /** Those of `rows` that an index has under a value. */
  readonly rowsBy: (index: Index, value: string) => ReadonlyMap<string, Row>
  /** True after the first list. */
  readonly isReady: () => boolean
  readonly state: () => WatchState
}
type Options<Row, Index extends string> = {
  readonly path: string
  /** Label selector, such as `app=x`. */
  readonly selector?: string
  /** Makes the row from the object, which is not kept. */
  readonly project: (object: KubeObject) => Row
  readonly indexes?: Indexes<Row, Index>
  /** Called after every list, and after every change with the row that was added, changed or deleted. */
  readonly onChange: (row?: Row) => void
  /** Called when `state` changes to or from failing. */
  readonly onState?: (state: WatchState) => void
  readonly signal: AbortSignal
  /** A watch without a byte for this long is broken; the server sends bookmarks about every minute. */
  readonly quietMs?: number
  /** Waits before a retry. */
  readonly rest?: (ms: number) => Promise<unknown>
}
/** Limit of one event; the API server accepts no object above 3 MiB. */
const lineBytes = 16 * 2 ** 20

type List = { metadata: { resourceVersion: string; continue?: string }; items: KubeObject[] }
type Change = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: KubeObject & { code?: number }
}

const said = (failure: unknown) => (failure instanceof Error ? failure.message : String(failure))
const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`

/** Starts the loop, which runs until `signal`. It retries after every failure; `state` shows the failure meanwhile. */
export function listWatch<Row, Index extends string = never>(
  kube: Kube,
  {
    path,
    selector,
    project,
    indexes = {} as Indexes<Row, Index>,
    onChange,
    onState = () => {},
    signal,
    quietMs = 150_000,
    rest = sleep,
  }: Options<Row, Index>,
): ListWatch<Row, Index> {
  const rows = indexedRows(indexes)
  const words = selector === undefined ? '' : `&labelSelector=${encodeURIComponent(selector)}`
  let isReady = false

  const list = async (): Promise<string> => {
    const seen = new Set<string>()
    let version = ''
    let next = ''
    do {
      const page = await kube.get<List>(
        `${path}?limit=500${words}${next && `&continue=${encodeURIComponent(next)}`}`,
      )
      if (!page)
        throw new Problem('kube.refused', { what: `GET ${path}`, status: 404, said: 'no such collection' })
      for (const object of page.items) {
        seen.add(keyOf(object))
        rows.put(keyOf(object), project(object))
      }
      version = page.metadata.resourceVersion
      next = page.metadata.continue ?? ''
    } while (next)
    for (const key of rows.all.keys()) if (!seen.has(key)) rows.remove(key)
    isReady = true
    onChange()
    return version
  }

  let state: WatchState = { kind: 'starting' }
  const works = () => {
    if (state.kind === 'ready') return
    state = { kind: 'ready' }
    onState(state)
  }
  const fails = (failure: unknown) => {
    const problem = failure instanceof Problem ? failure : new Problem('kube.away', { reason: said(failure) })
    const before = state
    state = { kind: 'failing', since: before.kind === 'failing' ? before.since : new Date(), problem }
    if (before.kind !== 'failing') onState(state)
  }

  /** resourceVersion to watch from; `undefined`: list again. */
  let version: string | undefined
  /** Returns how many events came, and the failure that ended the watch. */
  const watch = async (from: string): Promise<{ readonly lines: number; readonly failure?: unknown }> => {
    let lines = 0
    const onLine = (line: string) => {
      const { type, object } = JSON.parse(line) as Change
      if (type !== 'ERROR') lines += 1
      if (type === 'ERROR') {
        version = undefined // 410: the server no longer has the events after it
        return
      }
      version = object.metadata.resourceVersion
      if (type === 'BOOKMARK') return
      const row = project(object)
      if (type === 'DELETED') rows.remove(keyOf(object))
      else rows.put(keyOf(object), row)
      onChange(row)
    }
    try {
      const options = { signal, quietMs, lineBytes, onOpen: works }
      const query = `watch=1&allowWatchBookmarks=true&resourceVersion=${from}${words}`
      await kube.lines(`${path}?${query}`, onLine, options)
    } catch (failure) {
      if (!(failure instanceof Problem && failure.facts.status === 410)) return { lines, failure }
      version = undefined
    }
    return { lines }
  }

  const turn = async (): Promise<{ readonly lines: number; readonly failure?: unknown }> => {
    if (version !== undefined) return watch(version)
    try {
      version = await list()
      works()
      return { lines: 1 }
    } catch (failure) {
      return { lines: 0, failure }
    }
  }
  const loop = async () => {
    for (let failures = 0; !signal.aborted; ) {
      const { lines, failure } = await turn()
      if (signal.aborted) return
      if (failure !== undefined) fails(failure)
      failures = failure === undefined || lines > 0 ? 0 : failures + 1
      if (failures > 0) await rest(Math.min(10_000, 200 * 2 ** failures))
      // A server that shuts down ends new watches at once, with or without an error.
      else if (lines === 0) await rest(200 + Math.floor(Math.random() * 300))
    }
  }
  void loop()
  return { rows: rows.all, rowsBy: rows.by, isReady: () => isReady, state: () => state }
}
