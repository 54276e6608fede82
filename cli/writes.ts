/** How a command's writes reach the cloud: each is done once, also when its answer is lost and it is sent again. */
import { randomUUID } from 'node:crypto'
import { Refused } from '@opads/serve/client'

type Sent = { readonly query?: object; readonly headers?: Readonly<Record<string, string>> }
/** The client without its types: what is added to a write is the same for every route. */
export type AnyApi = (route: string, sent?: Sent) => Promise<unknown>

/** @param again asks again while the cloud does not answer */
export function writingOnce(api: AnyApi, again: (ask: () => Promise<unknown>) => Promise<unknown>): AnyApi {
  const known = featuresOf(api)
  return async (route, sent = {}) => {
    if (route.startsWith('GET ')) return api(route, sent)
    // Pluto of an earlier version would do it twice.
    if (!(await known()).includes('idempotency-key')) return api(route, sent)
    const headers = { ...sent.headers, 'idempotency-key': randomUUID() }
    return again(() => api(route, { ...sent, headers }))
  }
}

/** What the cloud does for every write; asked once, before the first. */
function featuresOf(api: AnyApi): () => Promise<readonly string[]> {
  let known: Promise<readonly string[]> | undefined
  const ask = async () => ((await api('GET /api/v1/features')) as { readonly items: readonly string[] }).items
  return () => {
    known ??= ask().catch(noneIfUnknown)
    return known
  }
}

/** Pluto of an earlier version has no such route; whoever must first change the password may not call it. */
function noneIfUnknown(thrown: unknown): readonly string[] {
  if (thrown instanceof Refused && [403, 404].includes(thrown.problem.status)) return []
  throw thrown
}
