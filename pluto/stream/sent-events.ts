/** The stream of changes for consoles: what to read again, of applications that the caller may see. */
import type { Caller } from '@opads/serve/route'
import { sees } from '../gate/roles.ts'
import type { Changes } from './changes.ts'
import type { Change } from './shapes.ts'

const heartbeatMs = 15_000
/** Changes of the same object within this time become one message. */
const gatherMs = 100

/** Whose application it is; `undefined`: there is none of this name. */
type TenantOf = (application: string) => Promise<string | undefined>

type Reader = {
  readonly caller: Caller
  /** Aborted when the reader is gone. */
  readonly signal: AbortSignal
  /** Of a reader who was connected before: up to where it has read. */
  readonly lastEventId?: string | null
}

/**
 * Server-sent events: one change per message, `all` after a gap. After each batch its position as an id, which is the heartbeat too:
 * browsers send the last one when they connect again, and are sent what they missed.
 */
export async function* streamOf(
  { changes, tenantOf }: { readonly changes: Changes; readonly tenantOf: TenantOf },
  { caller, signal, lastEventId = null }: Reader,
): AsyncGenerator<string> {
  const waiting = new Map<string, Change | 'all'>()
  let wake = () => {}
  const add = (change: Change | 'all') =>
    void waiting.set(
      change === 'all' ? 'all' : `${change.topic} ${change.application} ${change.run ?? ''}`,
      change,
    )
  const stop = changes.listen((change) => {
    add(change)
    wake()
  })
  if (lastEventId !== null) for (const change of changes.since(lastEventId) ?? ['all' as const]) add(change)
  const visible = visibility(tenantOf, caller)
  signal.addEventListener('abort', () => wake(), { once: true })
  try {
    yield 'retry: 1000\n: hello\n\n'
    while (!signal.aborted) {
      const position = changes.position()
      const batch = [...waiting.values()]
      const isBeat = batch.length === 0
      let hasSent = false
      waiting.clear()
      for (const change of batch) {
        if (change !== 'all' && !(await visible(change.application))) continue
        yield change === 'all' ? 'event: all\ndata: {}\n\n' : `data: ${JSON.stringify(change)}\n\n`
        hasSent = true
      }
      // Not after a batch of which nothing was sent: that would show when others work.
      if (hasSent || isBeat) yield `id: ${position}\n\n`
      if (waiting.size === 0) await wakened(heartbeatMs, (call) => (wake = call))
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, gatherMs))
    }
  } finally {
    stop()
  }
}

/** Resolves when called, or after so many milliseconds. */
const wakened = (ms: number, hand: (call: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    hand(() => {
      clearTimeout(timer)
      resolve()
    })
  })

/** An application never changes its tenant, and the stream ends when the caller's rights change, so answers are cached while the stream is open. */
function visibility(tenantOf: TenantOf, caller: Caller): (application: string) => Promise<boolean> {
  const known = new Map<string, boolean>()
  return async (application) => {
    if (caller.isAdmin) return true
    const before = known.get(application)
    if (before !== undefined) return before
    const tenant = await tenantOf(application)
    const is = tenant !== undefined && sees(caller, tenant)
    if (tenant !== undefined) known.set(application, is)
    return is
  }
}
