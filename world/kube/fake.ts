/**
 * An API server for tests with the client's interface: lists, watches and applies in memory, and on request fails, stalls, slows down,
 * breaks streams and compacts. `suite.ts` runs the same tests on it and on the real one.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import { linesOf } from '../lines.ts'
import type { Kube, LinesOptions } from './client.ts'
import { type FakeStore, fakeStore } from './fake-store.ts'

type Effect = (signal: AbortSignal | undefined) => Promise<void>

export function fakeKube() {
  const store = fakeStore()
  const logs = new Map<string, () => AsyncIterable<Uint8Array>>()
  const calls: string[] = []
  const pages = new Map<string, { readonly version: number; readonly items: readonly KubeObject[] }>()
  const effects = new Set<{ readonly on: RegExp; readonly effect: Effect }>()
  const streams = new Set<{ readonly call: string; readonly end: (failure?: Error) => void }>()

  /** Records a call, such as `GET /api/v1/pods?watch=1`, and applies the effects that match it. */
  const heard = async (call: string, signal?: AbortSignal) => {
    calls.push(call)
    for (const { on, effect } of effects) if (on.test(call)) await effect(signal)
    signal?.throwIfAborted()
  }
  /** Applies the effect to matching calls until the returned function is called. */
  const during = (on: RegExp, effect: Effect) => {
    const one = { on, effect }
    effects.add(one)
    return () => void effects.delete(one)
  }

  const kube: Kube = {
    get: async <T>(path: string) => {
      await heard(`GET ${path}`)
      const { pathname, searchParams } = new URL(path, 'http://kube')
      const found = isCollection(pathname)
        ? pageOf(store, pages, pathname, searchParams)
        : store.get(pathname)
      return structuredClone(found) as T | undefined
    },
    apply: async (object, manager) => {
      await heard(`PATCH ${objectPath(object)}`)
      refuseUnfit(store, object)
      return structuredClone(store.apply(structuredClone(object), manager))
    },
    wouldApply: async (object, manager) => {
      await heard(`PATCH ${objectPath(object)}?dryRun=All`)
      refuseUnfit(store, object)
      return structuredClone(store.wouldApply(structuredClone(object), manager))
    },
    remove: async (path) => {
      await heard(`DELETE ${path}`)
      return store.remove(path)
    },
    lines: async (path, onLine, options = {}) => {
      const { pathname, searchParams } = new URL(path, 'http://kube')
      await heard(`GET ${path}`, options.signal)
      const broken = Promise.withResolvers<number>()
      const stream = {
        call: `GET ${path}`,
        end: (failure?: Error) => (failure ? broken.reject(failure) : broken.resolve(0)),
      }
      streams.add(stream)
      options.signal?.addEventListener('abort', () => stream.end(options.signal?.reason), { once: true })
      const over = new AbortController()
      try {
        const work = searchParams.has('watch')
          ? watch(store, pathname, searchParams, onLine, options, over.signal)
          : log(logs, path, onLine, options)
        return await Promise.race([work, broken.promise])
      } finally {
        over.abort()
        streams.delete(stream)
      }
    },
    close: async () => {},
  }
  return {
    kube,
    store,
    /** Logs of containers, by request path up to `&follow`; each call reads from the start. */
    logs,
    /** All calls, in order. */
    calls,
    /** Makes matching calls fail with a status; `away`: without an answer. */
    fail: (on: RegExp, status: number | 'away', said = 'the test says so') =>
      during(on, async () => {
        throw status === 'away' ? new Error('connect ECONNREFUSED') : refused('a call', status, said)
      }),
    /** Matching calls get no answer until the returned function is called. */
    stall: (on: RegExp) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const stop = during(on, (signal) => Promise.race([promise, aborted(signal)]))
      return () => {
        stop()
        resolve()
      }
    },
    slow: (on: RegExp, ms: number) =>
      during(on, (signal) => sleep(ms, undefined, { ...(signal && { signal }) })),
    /** Ends matching open streams; `broken`: like a lost connection. */
    end: (on: RegExp, how: 'ended' | 'broken' = 'ended') => {
      for (const stream of streams)
        if (on.test(stream.call)) stream.end(how === 'broken' ? new Error('other side closed') : undefined)
    },
    compact: store.compact,
  }
}

const refused = (what: string, status: number, said: string) =>
  new Problem('kube.refused', { what, status, said })
const aborted = (signal: AbortSignal | undefined) =>
  new Promise<void>((_, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )

/** @throws what the server says to an object that it does not take */
function refuseUnfit(store: FakeStore, object: KubeObject): void {
  const what = `apply ${objectPath(object)}`
  const { namespace } = object.metadata
  if (namespace !== undefined && !store.get(`/api/v1/namespaces/${namespace}`))
    throw refused(what, 404, 'its namespace is not there')
  if (mixesUsers(object)) throw refused(what, 422, 'hostPID: Forbidden: when hostUsers is false')
}

/** A pod with its own user namespace cannot have `hostPID`. */
function mixesUsers(object: KubeObject): boolean {
  type Template = { spec?: { template?: { spec?: { hostUsers?: boolean; hostPID?: boolean } } } }
  const { hostUsers, hostPID } = (object as Template).spec?.template?.spec ?? {}
  return hostUsers === false && hostPID === true
}

/** `/apis/apps/v1/deployments`, `/api/v1/namespaces/x/pods`, `/api/v1/namespaces`: an odd number of words after the version. */
function isCollection(path: string): boolean {
  const words = path.split('/').filter(Boolean)
  return words.slice(words[0] === 'api' ? 2 : 3).length % 2 === 1
}

function pageOf(
  store: FakeStore,
  pages: Map<string, { readonly version: number; readonly items: readonly KubeObject[] }>,
  collection: string,
  query: URLSearchParams,
) {
  const token = query.get('continue')
  const page = token === null ? undefined : pages.get(token)
  if (token !== null && (!page || page.version < store.compacted()))
    throw refused(`GET ${collection}`, 410, 'The provided continue parameter is too old')
  const { version, items } = page ?? {
    version: store.version(),
    items: store.list(collection, query.get('labelSelector') ?? undefined),
  }
  const limit = Number(query.get('limit') ?? 0) || items.length
  const rest = items.slice(limit)
  const next = rest.length > 0 ? crypto.randomUUID() : ''
  if (next) pages.set(next, { version, items: rest })
  return {
    metadata: { resourceVersion: String(version), ...(next && { continue: next }) },
    items: items.slice(0, limit).map(({ apiVersion: _, kind: __, ...object }) => object),
  }
}

type OnLine = Parameters<Kube['lines']>[1]

async function watch(
  store: FakeStore,
  collection: string,
  query: URLSearchParams,
  onLine: OnLine,
  { onOpen }: LinesOptions,
  over: AbortSignal,
): Promise<number> {
  onOpen?.()
  const selector = query.get('labelSelector') ?? undefined
  let from = Number(query.get('resourceVersion') ?? store.version())
  while (!over.aborted) {
    const events = store.since(from, collection, selector)
    if (!events) {
      const object = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'Expired', code: 410 }
      await onLine(JSON.stringify({ type: 'ERROR', object }))
      return 0
    }
    const changed = new Promise<void>((resolve) => {
      const stop = store.listen(() => {
        stop()
        resolve()
      })
      over.addEventListener('abort', () => resolve(), { once: true })
    })
    from = store.version()
    for (const event of events) {
      if (over.aborted) return 0
      await onLine(JSON.stringify(event))
    }
    await changed
  }
  return 0
}

/** The container's log up to `limitBytes`, as a kubelet does. */
async function log(
  logs: ReadonlyMap<string, () => AsyncIterable<Uint8Array>>,
  path: string,
  onLine: OnLine,
  { lineBytes = 16 * 1024, onOpen }: LinesOptions,
): Promise<number> {
  const { pathname, searchParams } = new URL(path, 'http://kube')
  const source = logs.get(`${pathname}?container=${searchParams.get('container')}`)
  if (!source) throw refused(`GET ${path}`, 404, 'there is no such pod')
  onOpen?.()
  const limit = Number(searchParams.get('limitBytes') ?? Number.POSITIVE_INFINITY)
  let bytes = 0
  const limited = async function* () {
    for await (const chunk of source()) {
      const part = chunk.subarray(0, limit - bytes)
      bytes += part.length
      yield part
      if (bytes >= limit) return
    }
  }
  for await (const line of linesOf(limited(), lineBytes)) await onLine(line)
  return bytes
}
