/** The loop that seals rows within seconds of their commit, and once an hour removes old ones. Every process runs it; one at a time seals. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../store/database.ts'
import type { Fault, Head } from './chain.ts'
import type { HeadOutside } from './head.ts'
import { keptDays, removeOld } from './retain.ts'
import { alone, keepOutside, sealNext } from './seal.ts'

const everyMs = 1000
const logMs = 60_000
const retainMs = 3_600_000
const dayMs = 86_400_000

type SealerTools = {
  readonly database: Database
  readonly outside: HeadOutside
  /** Signs checkpoints. */
  readonly key: Buffer
  readonly signal: AbortSignal
  /** Tells the liveness probe that the loop turns. */
  readonly turn: () => void
  readonly log: (line: string) => void
  /** Milliseconds; for tests. */
  readonly now?: () => number
}
/** What this process knows; another one may have gone on since. */
type Known = {
  kept: Head | undefined
  loggedAt: number
  retainedAt: number
  failure: string
  failedAt: number
}

export async function sealAudit(tools: SealerTools): Promise<void> {
  const { signal, turn, log, now = Date.now } = tools
  const never = Number.NEGATIVE_INFINITY
  const known: Known = { kept: undefined, loggedAt: never, retainedAt: never, failure: '', failedAt: never }
  while (!signal.aborted) {
    turn()
    try {
      const isAll = (await hasWork(tools.database, known.kept)) ? await sealOnce(tools, known, now()) : true
      if (now() - known.retainedAt >= retainMs) await retainOnce(tools, known, now())
      if (!isAll) continue
    } catch (failure) {
      logFailure(failure, known, log, now())
    }
    await sleep(everyMs, undefined, { signal }).catch(() => {})
  }
}

/** The same failure once a minute: the database or the cluster may be away for long. */
function logFailure(failure: unknown, known: Known, log: SealerTools['log'], now: number): void {
  const text = failure instanceof Error ? failure.message : String(failure)
  if (text === known.failure && now - known.failedAt < logMs) return
  Object.assign(known, { failure: text, failedAt: now })
  log(`audit: ${text}`)
}

/** Rows wait, or the head is not known to be outside. One query, so that an idle process takes no lock. */
async function hasWork(database: Database, kept: Head | undefined): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean; hash: string | null }>`
    select exists (select from audit where sequence is null) as waits, (select hash from audit_head) as hash`.execute(
    database,
  )
  return rows[0]!.waits || rows[0]!.hash !== kept?.hash
}

/** Returns whether all waiting rows are sealed, or another process is at it. */
async function sealOnce(
  { database, outside, key, log }: SealerTools,
  known: Known,
  now: number,
): Promise<boolean> {
  const done = await alone(database, async (connection) => {
    const made = await sealNext(connection)
    const fault = await keepOutside(connection, outside, made.head, key)
    return { ...made, fault }
  })
  if (!done) return true
  const { head, isAll, fault } = done
  if (now - known.loggedAt >= logMs && (fault || head.hash !== known.kept?.hash)) {
    log(fault ? broken(fault) : `audit: head ${head.sequence} ${head.hash}`)
    known.loggedAt = now
  }
  if (!fault) known.kept = head
  return isAll
}

async function retainOnce(
  { database, outside, key, log }: SealerTools,
  known: Known,
  now: number,
): Promise<void> {
  const done = await removeOld(database, outside, key, new Date(now - keptDays * dayMs))
  if (done?.fault) log(broken(done.fault))
  // With rows removed, there may be more.
  if (done && done.removed === 0) known.retainedAt = now
  else if (done) log(`audit: ${done.removed} rows older than ${keptDays} days removed`)
}

const broken = ({ kind, sequence }: Fault) =>
  `audit: the log is not whole: ${kind} at sequence ${sequence}; see: opads audit verify`
