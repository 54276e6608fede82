/** The API server over HTTPS: read, apply, delete, and streams of lines (logs, watches). */
import { createInterface } from 'node:readline'
import { type KubeObject, objectPath } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import { Agent, request } from 'undici'
import { patience } from '../patience.ts'
import type { KubeAccess } from './access.ts'

export type Kube = {
  /** `undefined` when it is not there. */
  readonly get: <T = KubeObject>(path: string) => Promise<T | undefined>
  /** Server-side apply under `manager`; what others own and we name becomes ours. */
  readonly apply: (object: KubeObject, manager: string) => Promise<KubeObject>
  /** True when it was there. Dependants go in the background. */
  readonly remove: (path: string) => Promise<boolean>
  /** Calls `onLine` until the server ends the stream. Nothing for `quietMs`: the stream is broken and ends with a problem. */
  readonly lines: (
    path: string,
    onLine: (line: string) => void,
    options?: { signal?: AbortSignal; quietMs?: number },
  ) => Promise<void>
  readonly close: () => Promise<void>
}

/** @param answerMs how long the server may be silent before and inside an answer that is no stream */
export function kube(access: KubeAccess, answerMs = 30_000): Kube {
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
      ...(stream && { signal: stream.signal, bodyTimeout: 0 }), // streams have a limit of their own
      headers: {
        ...(access.token && { authorization: `Bearer ${await access.token()}` }),
        ...(body !== undefined && {
          'content-type': method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json',
        }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  const answer = async (what: string, { statusCode, body }: Awaited<ReturnType<typeof call>>) => {
    const text = await body.text()
    if (statusCode < 300) return JSON.parse(text) as unknown
    if (statusCode === 404) return undefined
    throw new Problem('kube.refused', { what, status: statusCode, said: messageOf(text) })
  }
  return {
    get: async <T>(path: string) => (await answer(`GET ${path}`, await call('GET', path))) as T | undefined,
    apply: async (object, manager) => {
      const path = objectPath(object)
      const applied = await answer(
        `apply ${path}`,
        await call('PATCH', `${path}?fieldManager=${manager}&force=true`, object),
      )
      if (applied === undefined)
        throw new Problem('kube.refused', {
          what: `apply ${path}`,
          status: 404,
          said: 'its namespace is not there',
        })
      return applied as KubeObject
    },
    remove: async (path) =>
      (await answer(`DELETE ${path}`, await call('DELETE', `${path}?propagationPolicy=Background`))) !==
      undefined,
    lines: async (path, onLine, { signal, quietMs = 300_000 } = {}) => {
      const silence = new AbortController()
      const timer = setTimeout(() => silence.abort(), quietMs)
      try {
        const response = await call('GET', path, undefined, {
          signal: AbortSignal.any([silence.signal, ...(signal ? [signal] : [])]),
        })
        if (response.statusCode !== 200)
          throw new Problem('kube.refused', {
            what: `GET ${path}`,
            status: response.statusCode,
            said: messageOf(await response.body.text()),
          })
        for await (const line of createInterface({
          input: response.body,
          crlfDelay: Number.POSITIVE_INFINITY,
        })) {
          timer.refresh()
          onLine(line)
        }
      } finally {
        clearTimeout(timer)
      }
    },
    close: () => dispatcher.close(),
  }
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as { message?: string }).message ?? text.slice(0, 300)
  } catch {
    return text.slice(0, 300)
  }
}
