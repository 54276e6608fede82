/** A command's connection to a cloud: the typed client and streams of text, over HTTPS that trusts only the cloud's own CA, if that is known. */

import type { LiveLine } from '@opads/command/live-line'
import { Problem } from '@opads/kernel/problem'
import { client, pathOf, queryOf } from '@opads/serve/client'
import { https } from '@opads/world/https'
import type { Api, PlutoContract } from './api-types.ts'
import type { Access } from './clouds.ts'
import { awayLine, patiently } from './patiently.ts'
import { type AnyApi, type WriteMode, writing } from './writes.ts'

/** A route that streams text: a log. */
type TextRoute = {
  [Route in keyof PlutoContract]: PlutoContract[Route] extends { readonly stream: 'text' } ? Route : never
}[keyof PlutoContract]

export type Session = {
  readonly cloud: string
  readonly server: string
  readonly api: Api
  readonly text: (
    route: TextRoute,
    params: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string | number | boolean | undefined>>,
  ) => AsyncIterable<string>
  /** The stream of changes, as server-sent events. */
  readonly events: (signal: AbortSignal) => AsyncIterable<string>
  readonly close: () => Promise<void>
}
const isOfTrust = /CERT|SELF_SIGNED|ALTNAME|VERIFY|SSL|TLS/

export function session(
  { cloud, server, ca, token }: Omit<Access, 'token'> & { token?: string },
  { writes, signal, liveLine }: { writes: WriteMode; signal: AbortSignal; liveLine: () => LiveLine },
): Session {
  const { send, close } = https(ca)
  const asked = async (url: string, init: RequestInit) => {
    const bound = init.signal ? AbortSignal.any([signal, init.signal]) : signal
    return send(url, { ...init, signal: bound }).catch((cause: unknown) => {
      throw bound.aborted ? cause : noAnswer(server, ca, cause)
    })
  }
  const headers = (): Readonly<Record<string, string>> =>
    token === undefined ? {} : { authorization: `Bearer ${token}` }
  async function* read(path: string, init: RequestInit = {}) {
    const response = await asked(`${server}${path}`, { ...init, method: 'GET', headers: headers() })
    // The client turns a refusal into its error.
    if (!response.ok) await client<PlutoContract>(server, async () => response)('GET /api/v1/me')
    const decoder = new TextDecoder()
    try {
      for await (const chunk of response.body ?? []) yield decoder.decode(chunk, { stream: true })
    } catch (cause) {
      throw signal.aborted ? cause : noAnswer(server, ca, cause)
    }
  }
  const again = async (ask: () => Promise<unknown>) => {
    let line: LiveLine | undefined
    const onAway = () => {
      line ??= liveLine()
      line.show(awayLine)
    }
    return patiently(ask, onAway, signal).finally(() => line?.end())
  }
  const api = client<PlutoContract>(server, asked, headers)
  return {
    cloud,
    server,
    // Who has not signed in has no key: a sign-in is sent once.
    api:
      token === undefined
        ? api
        : (writing(api as unknown as AnyApi, writes, { server, again }) as unknown as Api),
    text: (route, params, query) => read(`${pathOf(route.slice('GET '.length), params)}${queryOf(query)}`),
    events: (away) => read('/api/v1/stream', { signal: away }),
    close,
  }
}

/** `fetch failed` has its reason in its cause. */
function noAnswer(server: string, ca: string | undefined, thrown: unknown): Problem {
  const root = rootOf(thrown)
  const code = root && 'code' in root ? String(root.code) : ''
  const reason = root instanceof Error && root.message !== '' ? root.message : code || String(thrown)
  if (!isOfTrust.test(code)) return new Problem('cloud.unreachable', { server, reason }, thrown)
  if (ca === undefined) return new Problem('cloud.no-trust', { server }, thrown)
  return new Problem('cloud.not-trusted', { server, reason }, thrown)
}

function rootOf(thrown: unknown): object | undefined {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return rootOf(thrown.errors[0])
  if (thrown instanceof Error) return thrown.cause === undefined ? thrown : rootOf(thrown.cause)
  return typeof thrown === 'object' && thrown !== null ? thrown : undefined
}
