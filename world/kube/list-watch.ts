/** Keeps rows of one collection as the API server has them: a list, then a watch from there, and again from the list when the watch is lost. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { KubeObject } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import type { Kube } from './client.ts'

export type ListWatch<Row> = {
  /** `namespace/name` → row. */
  readonly rows: ReadonlyMap<string, Row>
  /** True after the first list. */
  readonly isReady: () => boolean
}
type Options<Row> = {
  readonly path: string
  /** Of labels: `app=x`. */
  readonly selector?: string
  /** Takes what is needed; the object itself is dropped. */
  readonly project: (object: KubeObject) => Row
  /** After the first list, and after every change with the row that came, changed or went. */
  readonly onChange: (row?: Row) => void
  readonly signal: AbortSignal
  /** A watch that says nothing for this long is broken; the server sends bookmarks about every minute. */
  readonly quietMs?: number
  /** Waits before it asks again. */
  readonly rest?: (ms: number) => Promise<unknown>
}
type List = { metadata: { resourceVersion: string; continue?: string }; items: KubeObject[] }
type Change = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR'
  object: KubeObject & { code?: number }
}

const keyOf = ({ metadata }: KubeObject) => `${metadata.namespace ?? ''}/${metadata.name}`

/** Runs until `signal`; the promise of the loop is not awaited: failures are mended by listing again. */
export function listWatch<Row>(
  kube: Kube,
  { path, selector, project, onChange, signal, quietMs = 150_000, rest = sleep }: Options<Row>,
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

  /** Answers the version up to which all is known; `undefined`: list again. */
  const watch = async (from: string): Promise<string | undefined> => {
    let version: string | undefined = from
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
      await kube.lines(`${path}?watch=1&allowWatchBookmarks=true&resourceVersion=${from}${words}`, onLine, {
        signal,
        quietMs,
      })
    } catch (failure) {
      if (signal.aborted) return version
      if (failure instanceof Problem && failure.facts.status === 410) version = undefined
    }
    // A server that goes away ends watches as soon as they begin, with or without a failure.
    if (lines === 0 && !signal.aborted) await rest(200 + Math.floor(Math.random() * 300))
    return version
  }

  const loop = async () => {
    let version: string | undefined
    for (let failures = 0; !signal.aborted; ) {
      try {
        version = version === undefined ? await list() : await watch(version)
        failures = 0
      } catch {
        failures += 1
        await rest(Math.min(10_000, 200 * 2 ** failures))
      }
    }
  }
  void loop()
  return { rows, isReady: () => isReady }
}
