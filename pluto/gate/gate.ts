/**
 * Every route of Pluto goes through here: the target is loaded or 404, the right is checked, a write is one transaction with the record
 * of the act in it, an open stream ends when its caller loses the right to it.
 */
import { Problem, problems } from '@opads/kernel/problem'
import type { Contract, Endpoint } from '@opads/serve/contract'
import { type Call, type Caller, type Handlers, Reply } from '@opads/serve/route'
import { inputProblem } from '../store/input-problem.ts'
import { printable } from '../store/printable.ts'
import { withoutTokens } from '../token/hidden.ts'
import type { ActRecord, RecordAct } from './act-record.ts'
import { type Accounts, callerNow } from './authenticate.ts'
import { type DoneWrites, type Once, onceOf, requestOf } from './done-write.ts'
import { AfterCommit, type Guarded, type GuardedHandlers } from './guarded.ts'
import { type Act, acts, may, nowhere, placeText, type Scope, sees, type TargetName } from './roles.ts'
import { type Asked, type Finders, type Found, missing, type Targets, text, type Versions } from './target.ts'
import { etagOf, requireFresh, termsOf } from './terms.ts'
import { watched } from './watched.ts'

type AnyEndpoint = Endpoint<Act, TargetName>
type AnyCall = Call<string, Endpoint> & { readonly params: Asked['params'] }
type AnyFound = Found<Targets[TargetName]>
type Handle<Store> = (call: AnyCall & Guarded<{ target: TargetName }, Store>) => Promise<unknown>
/** How the gate finds out what it decides by. */
export type Lookup<Store> = {
  readonly find: Finders<Store>
  /** Who can give somebody a role there. */
  readonly grantorsOf: (store: Store, place: Pick<Scope, 'tenant'>) => Promise<readonly string[]>
}
/** Does all of the work or, when it fails, none. `isStrict`: none either when somebody else changes what it has read. `undo`: none in any case. */
export type Transaction<Store> = <T>(
  work: (store: Store) => Promise<T>,
  how: { readonly isStrict: boolean; readonly undo: boolean },
) => Promise<T>
/** @typeParam Store where rows are: PostgreSQL, or the fake's memory. */
export type GateTools<Store> = Lookup<Store> & {
  readonly store: Store
  readonly transaction: Transaction<Store>
  readonly versions: Versions<Store>
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
  const { store, transaction, record, recordRead, recheckMs } = tools
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

  return async (call: AnyCall): Promise<unknown> => {
    const facts: Record<string, unknown> = {}
    const note = (more: object) => void Object.assign(facts, more)
    let found: AnyFound | undefined
    let once: Once<Store> | undefined
    const { dryRun } = call
    const versionOf = (database: Store, { target: one }: AnyFound) =>
      tools.versions[target](database, one as never, call.caller)
    const wrote = (outcome: ActRecord['outcome'], code: string | null = null): ActRecord =>
      recordOf(call, { act, policy }, found, {
        outcome,
        code,
        facts: { ...facts, ...(dryRun && { dryRun }) },
      })
    /** For an answer that is given again. The write may have deleted its target. */
    const requireStillMay = async (database: Store, requireRight: (scope: Scope) => Promise<void>) => {
      if (acts[act] === 'platform') return requireRight(nowhere)
      const isThere = (await tools.find[target](database, askedBy(call))) !== undefined
      if (isThere) await requireRight((await load(database, tools, target, call)).scope)
    }
    const inside = async (database: Store, ifMatch?: ReturnType<typeof termsOf>['ifMatch']) => {
      const requireRight = rightIn(database, tools, act, call.caller)
      const before = await once?.answeredBefore(database)
      if (before) {
        await requireStillMay(database, requireRight)
        return before
      }
      // First, as who is no administrator must not learn which accounts there are.
      if (acts[act] === 'platform') await requireRight(nowhere)
      found = await load(database, tools, target, call)
      await requireRight(found.scope)
      if (ifMatch !== undefined) requireFresh(ifMatch, await versionOf(database, found))
      // Before the answer is read: one that is newer than its tag is refused needlessly, an older one would overwrite a change.
      const etag = tagged && etagOf(await versionOf(database, found))
      const answer = await run(call, { database, note }, found)
      if (dryRun) return tried(answer)
      if (once) await once.keep(database, answer instanceof AfterCommit ? await answer.atCommit() : answer)
      if (isWrite || stream) await record(database, wrote('done'))
      else if (recordedReads.includes(act)) await recordRead(database, wrote('done'))
      return etag === undefined ? answer : new Reply(answer, { etag })
    }
    let answer: unknown
    try {
      // Sign-in verifies a password of anybody: that holds no connection of the database.
      const isTransaction = isWrite && policy !== 'public'
      if (isTransaction) {
        const { key, ifMatch } = termsOf(call.headers)
        if (key !== undefined && !dryRun) {
          const request = requestOf(route, { ...call, ifMatch: call.headers.get('if-match') }, tools.key)
          once = onceOf(tools.doneWrites, { account: call.caller.account, key }, request, tools.key)
        }
        const how = { isStrict: ifMatch !== undefined, undo: dryRun }
        answer = await transaction((database) => inside(database, ifMatch), how)
      } else {
        if (isWrite) requireNoTerms(call.headers)
        answer = await inside(store)
      }
    } catch (thrown) {
      const failure = inputProblem(thrown)
      const code = failure instanceof Problem ? failure.code : 'server.fault'
      // A refused sign-in is recorded where the password is verified, with a limit: strangers cause it.
      const isRecorded = policy !== 'public' && (isWrite || stream !== undefined || code === 'access.denied')
      // A block of attempts that is answered again is nothing new; everybody could fill the log with it.
      if (isRecorded && problems[code].status !== 429)
        await record(store, wrote(problems[code].status < 500 ? 'refused' : 'failed', code)).catch(
          (lost: unknown) => console.error(`the record of ${act} is lost: ${String(lost)}`),
        )
      throw failure
    }
    if (!(answer instanceof AfterCommit)) return answer
    const last = await answer.finish()
    // When it is lost, a repeated call gets the answer as it was at the commit.
    await once?.keep(store, last).catch(() => {})
    return last
  }
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

const askedBy = ({ caller: { account }, params, body }: AnyCall): Asked => ({
  account,
  params,
  body: (body ?? {}) as Asked['body'],
})

const withHiddenTokens = (asked: Asked): Asked => {
  const hidden = (texts: Asked['params'] | Asked['body']) =>
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? withoutTokens(value) : value,
    ])
  return {
    ...asked,
    params: Object.fromEntries(hidden(asked.params)),
    body: Object.fromEntries(hidden(asked.body)),
  }
}

/** Another tenant's target is answered as one that does not exist. @throws Problem with the status 404 */
async function load<Store>(
  store: Store,
  { find }: Lookup<Store>,
  target: TargetName,
  call: AnyCall,
): Promise<AnyFound> {
  const asked = askedBy(call)
  const found: AnyFound | undefined = await find[target](store, asked)
  const tenant = found?.scope.tenant ?? null
  if (!found || (tenant !== null && !sees(call.caller, tenant)))
    throw missing[target](withHiddenTokens(asked))
  return found
}

const rightIn =
  <Store>(store: Store, { grantorsOf }: Lookup<Store>, act: Act, caller: Caller) =>
  /** @throws Problem `access.denied` */
  async (scope: Scope): Promise<void> => {
    const { allowed, needed, held } = may(caller, act, scope)
    if (allowed) return
    const grantors = (await grantorsOf(store, needed === 'platform' ? nowhere : scope)).join(', ')
    throw new Problem('access.denied', { act, needed, held, ...scope, where: placeText(scope), grantors })
  }

function recordOf(
  call: AnyCall,
  { act, policy }: { readonly act: Act; readonly policy: AnyEndpoint['policy'] },
  found: AnyFound | undefined,
  end: Pick<ActRecord, 'outcome' | 'code' | 'facts'>,
): ActRecord {
  const { params, body, account } = askedBy(call)
  const scope = found?.scope ?? nowhere
  const asked = found?.name ?? params.id ?? params.name ?? (typeof body.name === 'string' ? body.name : null)
  const { held } = may(call.caller, act, scope)
  return {
    // Who signs in is no caller yet.
    account: policy === 'public' ? text(body.account) : account,
    address: call.address,
    act,
    ...scope,
    target: asked === null ? null : printable(asked).slice(0, 200),
    ...end,
    facts: { ...end.facts, ...(scope.tenant !== null && held === 'platform' && { right: 'platform' }) },
  }
}

async function stillMay(accounts: Accounts, { act }: AnyEndpoint, call: AnyCall, found?: AnyFound) {
  const now = await callerNow(accounts, call.headers, call.caller)
  if (!now) return false
  if (act === undefined || !found) return JSON.stringify(now) === JSON.stringify(call.caller)
  const { tenant } = found.scope
  return (tenant === null || sees(now, tenant)) && may(now, act, found.scope).allowed
}
