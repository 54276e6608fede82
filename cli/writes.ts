/** How a command's writes reach the cloud: done once, also when an answer is lost and they are sent again; or only tried. */
import { randomUUID } from 'node:crypto'
import { Problem } from '@opads/kernel/problem'
import { Refused } from '@opads/serve/client'

type Sent = { readonly query?: object; readonly headers?: Readonly<Record<string, string>> }
/** The client without its types: what is added to a write is the same for every route. */
export type AnyApi = (route: string, sent?: Sent) => Promise<unknown>
/** `none`: the verb says nothing of writes, and to send one is a fault of it. */
export type WriteMode = 'none' | 'once' | 'tried'

type How = {
  readonly server: string
  /** Asks again while the cloud does not answer. */
  readonly again: (ask: () => Promise<unknown>) => Promise<unknown>
}

export function writing(api: AnyApi, writes: WriteMode, { server, again }: How): AnyApi {
  const ask = () => api('GET /api/v1/features')
  const known = featuresOf(() => (writes === 'once' ? again(ask) : ask()))
  const once: AnyApi = async (route, sent) => {
    // Pluto of an earlier version would do it twice.
    if (!(await known()).includes('idempotency-key')) return api(route, sent)
    const headers = { ...sent?.headers, 'idempotency-key': randomUUID() }
    return again(() => api(route, { ...sent, headers }))
  }
  const tried: AnyApi = async (route, sent) => {
    // Pluto of an earlier version would do it.
    if (!(await known()).includes('dry-run')) throw new Problem('cloud.no-dry-run', { server })
    return api(route, { ...sent, query: { ...sent?.query, dryRun: true } })
  }
  const none: AnyApi = async (route) => {
    throw new Error(`the verb does not say that it writes, and sends ${route}`)
  }
  const write = { once, tried, none }[writes]
  return (route, sent) => (route.startsWith('GET ') ? api : write)(route, sent)
}

/** What the cloud does for every write; asked once, before the first. */
function featuresOf(ask: () => Promise<unknown>): () => Promise<readonly string[]> {
  let known: Promise<readonly string[]> | undefined
  const items = async () => ((await ask()) as { readonly items: readonly string[] }).items
  return () => {
    known ??= items()
      .catch(noneIfUnknown)
      .catch((failure: unknown) => {
        known = undefined // asked anew by the next write
        throw failure
      })
    return known
  }
}

/** Pluto of an earlier version has no such route; whoever must first change the password may not call it. */
function noneIfUnknown(thrown: unknown): readonly string[] {
  if (thrown instanceof Refused && [403, 404].includes(thrown.problem.status)) return []
  throw thrown
}
