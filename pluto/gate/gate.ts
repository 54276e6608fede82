/**
 * Every route of Pluto goes through here: the target is loaded or 404, the right is checked, a write is one transaction with the record
 * of the act in it, an open stream ends when its caller loses the right to it.
 */
import { Problem, problems } from '@opads/kernel/problem'
import type { Contract } from '@opads/serve/contract'
import { type Handlers, Reply } from '@opads/serve/route'
import { inputProblem } from '../store/input-problem.ts'
import type { RecordAct } from './act-record.ts'
import { type Accounts, callerNow } from './authenticate.ts'
import { type DoneWrites, type Once, onceOf, requestOf } from './done-write.ts'
import { AfterCommit, type Guarded, type GuardedHandlers } from './guarded.ts'
import {
  type AnyCall,
  type AnyEndpoint,
  type AnyFound,
  type Lookup,
  load,
  requireStillMay,
  rightIn,
} from './lookup.ts'
import { type Known, recordOf } from './record-of.ts'
import { type Act, acts, may, nowhere, sees, type TargetName } from './roles.ts'
import type { ReadVersion } from './target.ts'
import { etagOf, requireFresh, termsOf } from './terms.ts'
import { watched } from './watched.ts'

type Handle<Store> = (call: AnyCall & Guarded<{ target: TargetName }, Store>) => Promise<unknown>
/** Does all of the work or, when it fails, none. `isStrict`: none either when somebody else changes what it has read. `undo`: none in any case. */
export type Transaction<Store> = <T>(
  work: (store: Store) => Promise<T>,
  how: { readonly isStrict: boolean; readonly undo: boolean },
) => Promise<T>
/** @typeParam Store where rows are: PostgreSQL, or the fake's memory. */
type GateTools<Store> = Lookup<Store> & {
  readonly store: Store
  readonly transaction: Transaction<Store>
  readonly readVersion: ReadVersion<Store>
  readonly doneWrites: DoneWrites<Store>
  /** Encrypts answers that are kept. */
  readonly key: Buffer
  readonly accounts: Accounts
  readonly record: RecordAct<Store>
  /** Of a read that is no stream. */
  readonly recordRead: RecordAct<Store>
  /** How often the right to an open stream is checked again. */
  readonly recheckMs: number
}

/** Reads of logs and of variables with their secrets. */
const recordedReads: readonly Act[] = ['log.read', 'variable.read']

export function gate<C extends Contract<Act, TargetName>, Store>(
  contract: C,
  handlers: GuardedHandlers<C, Store>,
  tools: GateTools<Store>,
): Handlers<C> {
  const guarded = Object.entries<AnyEndpoint>(contract).map(([route, endpoint]) => {
    const handle = guard(route, endpoint, handlers[route as keyof C] as unknown as Handle<Store>, tools)
    return [route, (call: AnyCall) => handle(call).catch((failure) => Promise.reject(inputProblem(failure)))]
  })
  return Object.fromEntries(guarded) as Handlers<C>
}

function guard<Store>(route: string, endpoint: AnyEndpoint, handle: Handle<Store>, tools: GateTools<Store>) {
  const { store, transaction, record, recordRead, recheckMs, readVersion } = tools
  const { act, target, policy, stream, tagged } = endpoint
  const isWrite = !route.startsWith('GET ')
  const opened = (call: AnyCall, found?: AnyFound) =>
    stream
      ? watched(call.signal, recheckMs, () => stillMay(tools.accounts, endpoint, call, found))
      : { signal: call.signal, over: (answer: unknown) => answer }
  const run = async (
    call: AnyCall,
    given: Pick<Guarded<never, Store>, 'database' | 'note'>,
    found?: AnyFound,
  ) => {
    const open = opened(call, found)
    return open.over(
      await handle({
        ...call,
        ...given,
        signal: open.signal,
        target: found?.target as never,
        scope: found?.scope ?? nowhere,
      }),
    )
  }
  if (act === undefined || policy === 'internal')
    return (call: AnyCall) => run(call, { database: store, note: () => {} })

  const guarded = { act, target, policy }
  const versionOf = (database: Store, { target: one }: AnyFound, { caller }: AnyCall) =>
    readVersion[target](database, one as never, caller)
  const done = (call: AnyCall, known: Known) =>
    recordOf(call, guarded, known, { outcome: 'done', code: null })
  /** The call itself: its target, the right to it, its version, the handler, the record. */
  const perform = async (database: Store, call: AnyCall, known: Known, { once, ifMatch }: Terms<Store>) => {
    const before = await once?.answeredBefore(database)
    if (before) {
      await requireStillMay(database, tools, guarded, call)
      return before
    }
    const requireRight = rightIn(database, tools, act, call.caller)
    // First, as who is no administrator must not learn which accounts there are.
    if (acts[act] === 'platform') await requireRight(nowhere)
    const found = await load(database, tools, target, call)
    known.found = found
    await requireRight(found.scope)
    if (ifMatch !== undefined) requireFresh(ifMatch, await versionOf(database, found, call))
    // Before the answer is read: one that is newer than its tag is refused needlessly, an older one would overwrite a change.
    const etag = tagged && etagOf(await versionOf(database, found, call))
    const note = (more: object) => void Object.assign(known.facts, more)
    const answer = await run(call, { database, note }, found)
    if (call.dryRun) return tried(answer)
    if (once) await once.keep(database, answer instanceof AfterCommit ? await answer.atCommit() : answer)
    if (isWrite || stream) await record(database, done(call, known))
    else if (recordedReads.includes(act)) await recordRead(database, done(call, known))
    return etag === undefined ? answer : new Reply(answer, { etag })
  }
  // Sign-in verifies a password of anybody: that holds no connection of the database.
  const isTransaction = isWrite && policy !== 'public'
  const recordFailure = async (call: AnyCall, known: Known, failure: unknown): Promise<void> => {
    const code = failure instanceof Problem ? failure.code : 'server.fault'
    const { status } = problems[code]
    // A refused sign-in is recorded where the password is verified, with a limit: strangers cause it.
    const isRecorded = policy !== 'public' && (isWrite || stream !== undefined || code === 'access.denied')
    // A block of attempts that is answered again is nothing new; everybody could fill the log with it.
    if (!isRecorded || status === 429) return
    const end = { outcome: status < 500 ? 'refused' : 'failed', code } as const
    await record(store, recordOf(call, guarded, known, end)).catch((lost: unknown) =>
      console.error(`the record of ${act} is lost: ${String(lost)}`),
    )
  }

  return async (call: AnyCall): Promise<unknown> => {
    const known: Known = { facts: {} }
    let terms: Terms<Store> = {}
    let answer: unknown
    try {
      if (isTransaction) {
        terms = termsFor(route, call, tools)
        const how = { isStrict: terms.ifMatch !== undefined, undo: call.dryRun }
        answer = await transaction((database) => perform(database, call, known, terms), how)
      } else {
        if (isWrite) requireNoTerms(call.headers)
        answer = await perform(store, call, known, terms)
      }
    } catch (thrown) {
      const failure = inputProblem(thrown)
      await recordFailure(call, known, failure)
      throw failure
    }
    if (!(answer instanceof AfterCommit)) return answer
    const last = await answer.finish()
    // When it is lost, a repeated call gets the answer as it was at the commit.
    await terms.once?.keep(store, last).catch(() => {})
    return last
  }
}

/** What a write is bound to: its key, and the version that its caller has read. */
type Terms<Store> = { readonly once?: Once<Store>; readonly ifMatch?: ReturnType<typeof termsOf>['ifMatch'] }

/** @throws Problem `input.invalid` */
function termsFor<Store>(
  route: string,
  call: AnyCall,
  { doneWrites, key: cloudKey }: GateTools<Store>,
): Terms<Store> {
  const { key, ifMatch } = termsOf(call.headers)
  if (key === undefined || call.dryRun) return { ifMatch }
  const request = requestOf(route, { ...call, ifMatch: call.headers.get('if-match') }, cloudKey)
  return { ifMatch, once: onceOf(doneWrites, { account: call.caller.account, key }, request, cloudKey) }
}

/** What a dry run answers: nothing is done after it, and headers, as a cookie is one, would act on the caller. */
async function tried(answer: unknown): Promise<unknown> {
  const value = answer instanceof AfterCommit ? await answer.atCommit() : answer
  return value instanceof Reply ? value.answer : value
}

/** Who signs in is no caller yet: there is nobody to keep an answer for. @throws Problem `write.unsupported` */
function requireNoTerms(headers: Headers): void {
  const what = ['Idempotency-Key', 'If-Match'].find((name) => headers.has(name))
  if (what !== undefined) throw new Problem('write.unsupported', { what })
}

async function stillMay(accounts: Accounts, { act }: AnyEndpoint, call: AnyCall, found?: AnyFound) {
  const now = await callerNow(accounts, call.headers, call.caller)
  if (!now) return false
  if (act === undefined || !found) return JSON.stringify(now) === JSON.stringify(call.caller)
  const { tenant } = found.scope
  return (tenant === null || sees(now, tenant)) && may(now, act, found.scope).allowed
}
