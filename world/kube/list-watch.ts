/** Keeps rows of one collection as the API server has them: a list, then a watch from there, and again from the list when the watch is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { KubeObject } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import type { Kube } from './client.ts'

export type WatchState =
  | { readonly kind: 'starting' | 'ready' }
  /** What is known may be old, or nothing: rows are not to be taken for the truth. */
  | { readonly kind: 'failing'; readonly since: Date; readonly problem: Problem }
export type ListWatch<Row> = {
  /** `namespace/name` → row. */
  readonly rows: ReadonlyMap<string, Row>
  /** True after the first list. */
  readonly isReady: () => boolean
  readonly state: () => WatchState
}
type Options<Row> = {
  readonly path: string
  /** Of labels: `app=x`. */
  readonly selector?: string
  /** Takes what is needed; the object itself is dropped. */
  readonly project: (object: KubeObject) => Row
  /** After every list, and after every change with the row that came, changed or went. */
  readonly onChange: (row?: Row) => void
  /** Its `state` began to fail, or works again. */
  readonly onState?: (state: WatchState) => void
  readonly signal: AbortSignal
  /** A watch that says nothing for this long is broken; the server sends bookmarks about every minute. */
  readonly quietMs?: number
  /** Waits before it asks again. */
  readonly rest?: (ms: number) => Promise<unknown>
}
/** Of one object; the API server takes none above 3 MiB. */
const lineBytes = 16 * 2 ** 20

type List = { metadata: { resourceVersion: string; continue?: string }; items: KubeObject[] }
type Change = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: KubeObject & { code?: number }
}

const said = (failure: unknown) => (failure instanceof Error ? failure.message : String(failure))
const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`

/** Runs until `signal`; the promise of the loop is not awaited: after a failure it asks again, and `state` tells of it meanwhile. */
export function listWatch<Row>(
  kube: Kube,
  {
    path,
    selector,
    project,
    onChange,
    onState = () => {},
    signal,
    quietMs = 150_000,
    rest = sleep,
  }: Options<Row>,
): ListWatch<Row> {
  const rows = new Map<string, Row>()
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
        rows.set(keyOf(object), project(object))
      }
      version = page.metadata.resourceVersion
      next = page.metadata.continue ?? ''
    } while (next)
    for (const key of rows.keys()) if (!seen.has(key)) rows.delete(key)
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

  /** The version up to which all is known; `undefined`: list again. */
  let version: string | undefined
  /** Answers how many lines came, and why no more do. */
  const watch = async (from: string): Promise<{ readonly lines: number; readonly failure?: unknown }> => {
    let lines = 0
    const onLine = (line: string) => {
      const { type, object } = JSON.parse(line) as Change
      if (type !== 'ERROR') lines += 1
      if (type === 'ERROR') {
        version = undefined // 410: the server no longer has what came after
        return
      }
      version = object.metadata.resourceVersion
      if (type === 'BOOKMARK') return
      const row = project(object)
      if (type === 'DELETED') rows.delete(keyOf(object))
      else rows.set(keyOf(object), row)
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
      // A server that goes away ends watches as soon as they begin, with or without a failure.
      else if (lines === 0) await rest(200 + Math.floor(Math.random() * 300))
    }
  }
  void loop()
  return { rows, isReady: () => isReady, state: () => state }
}
