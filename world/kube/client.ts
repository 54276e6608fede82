/** A client of the API server: get, apply, delete, and streams of lines (logs, watches). */
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import { Agent, request } from 'undici'
import { linesOf } from '../lines.ts'
import { patience } from '../patience.ts'
import type { KubeAccess } from './access.ts'

export type LinesOptions = {
  readonly signal?: AbortSignal
  /** After so long without a byte the stream counts as broken and ends with a problem. */
  readonly quietMs?: number
  /** Limit of one line; a longer one is cut and marked, because a program may never write a newline. */
  readonly lineBytes?: number
  /** Called when the server begins to answer. */
  readonly onOpen?: () => void
}
export type Kube = {
  /** `undefined` when it is not there. */
  readonly get: <T = KubeObject>(path: string) => Promise<T | undefined>
  /** Server-side apply as field manager `manager`, with force: takes over fields that others own. */
  readonly apply: (object: KubeObject, manager: string) => Promise<KubeObject>
  /** What `apply` would make of the object, with all defaults; nothing is changed. */
  readonly wouldApply: (object: KubeObject, manager: string) => Promise<KubeObject>
  /** True when it existed. Dependents are deleted in the background. */
  readonly remove: (path: string) => Promise<boolean>
  /** Calls `onLine` until the server ends the stream; awaits its promise before reading on. Returns the number of bytes received. */
  readonly lines: (path: string, onLine: (line: string) => unknown, options?: LinesOptions) => Promise<number>
  readonly close: () => Promise<void>
}

/**
 * @param answerMs how long the server may be silent before and within an answer that is not a stream
 * @param mostBytes limit of such an answer
 */
export function kube(access: KubeAccess, answerMs = 30_000, mostBytes = 64 * 2 ** 20): Kube {
  const dispatcher = new Agent({
    connect: { ca: access.ca, ...(access.certificate && { cert: access.certificate, key: access.key! }) },
    headersTimeout: answerMs * patience(),
    bodyTimeout: answerMs * patience(),
  })
  const call = async (
    method: 'GET' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    stream?: { readonly signal: AbortSignal },
  ) =>
    request(`${access.origin}${path}`, {
      method,
      dispatcher,
      ...(stream && { signal: stream.signal, bodyTimeout: 0 }), // streams have `quietMs` instead
      headers: {
        ...(access.token && { authorization: `Bearer ${await access.token()}` }),
        ...(body !== undefined && {
          'content-type': method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json',
        }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const answer = async (what: string, { statusCode, body }: Awaited<ReturnType<typeof call>>) => {
    const text = await textOf(body, what, mostBytes)
    if (statusCode < 300) return JSON.parse(text) as unknown
    if (statusCode === 404) return undefined
    throw new Problem('kube.refused', { what, status: statusCode, said: messageOf(text) })
  }
  const patch = async (object: KubeObject, query: string): Promise<KubeObject> => {
    const path = objectPath(object)
    const what = `apply ${path}`
    const applied = await answer(what, await call('PATCH', `${path}?${query}`, object))
    if (applied === undefined)
      throw new Problem('kube.refused', { what, status: 404, said: 'its namespace is not there' })
    return applied as KubeObject
  }
  return {
    get: async <T>(path: string) => (await answer(`GET ${path}`, await call('GET', path))) as T | undefined,
    apply: (object, manager) => patch(object, `fieldManager=${manager}&force=true`),
    wouldApply: (object, manager) => patch(object, `fieldManager=${manager}&force=true&dryRun=All`),
    remove: async (path) =>
      (await answer(`DELETE ${path}`, await call('DELETE', `${path}?propagationPolicy=Background`))) !==
      undefined,
    lines: async (path, onLine, { signal, quietMs = 300_000, lineBytes = 16 * 1024, onOpen } = {}) => {
      const silence = new AbortController()
      const reason = `nothing came for ${quietMs / 1000} s`
      const timer = setTimeout(() => silence.abort(new Problem('kube.away', { reason })), quietMs)
      try {
        const response = await call('GET', path, undefined, {
          signal: AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]),
        })
        if (response.statusCode !== 200)
          throw new Problem('kube.refused', {
            what: `GET ${path}`,
            status: response.statusCode,
            said: messageOf(await textOf(response.body, `GET ${path}`, mostBytes)),
          })
        onOpen?.()
        let bytes = 0
        const body = heard(response.body, (chunk) => {
          bytes += chunk.length
          timer.refresh()
        })
        for await (const line of linesOf(body, lineBytes)) {
          await onLine(line)
          timer.refresh()
        }
        return bytes
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => dispatcher.close(),
  }
}

/** @throws Problem `kube.said-too-much` */
async function textOf(body: AsyncIterable<Uint8Array>, what: string, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new Problem('kube.said-too-much', { what, mostBytes }) // the rest is not read
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

async function* heard(stream: AsyncIterable<Uint8Array>, onChunk: (chunk: Uint8Array) => void) {
  for await (const chunk of stream) {
    onChunk(chunk)
    yield chunk
  }
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text.slice(0, 300)
  } catch {
    return text.slice(0, 300)
  }
}
