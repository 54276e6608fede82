/** The target of a call and the right to it: found, or refused. */
import { Problem } from '@opads/kernel/problem'
import type { Endpoint } from '@opads/serve/contract'
import type { Call, Caller } from '@opads/serve/route'
import { withoutTokens } from '../token/hidden.ts'
import { type Act, acts, may, nowhere, placeText, type Scope, sees, type TargetName } from './roles.ts'
import { type Asked, type Finders, type Found, missing, type Targets } from './target.ts'

export type AnyEndpoint = Endpoint<Act, TargetName>
export type AnyCall = Call<string, Endpoint> & { readonly params: Asked['params'] }
export type AnyFound = Found<Targets[TargetName]>
/** What a route does, and on what. */
type Guard = { readonly act: Act; readonly target: TargetName }
/** How the gate finds out what it decides by. */
export type Lookup<Store> = {
  readonly find: Finders<Store>
  /** Who can give somebody a role there. */
  readonly grantorsOf: (store: Store, place: Pick<Scope, 'tenant'>) => Promise<readonly string[]>
}

export const askedBy = ({ caller: { account }, params, body }: AnyCall): Asked => ({
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
export async function load<Store>(
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

export const rightIn =
  <Store>(store: Store, { grantorsOf }: Lookup<Store>, act: Act, caller: Caller) =>
  /** @throws Problem `access.denied` */
  async (scope: Scope): Promise<void> => {
    const { allowed, needed, held } = may(caller, act, scope)
    if (allowed) return
    const grantors = (await grantorsOf(store, needed === 'platform' ? nowhere : scope)).join(', ')
    throw new Problem('access.denied', { act, needed, held, ...scope, where: placeText(scope), grantors })
  }

/**
 * For an answer that is given again: the caller still sees the target and may do this; a target that the write has deleted is no longer
 * asked about.
 */
export async function requireStillMay<Store>(
  store: Store,
  tools: Lookup<Store>,
  { act, target }: Guard,
  call: AnyCall,
) {
  const requireRight = rightIn(store, tools, act, call.caller)
  if (acts[act] === 'platform') return requireRight(nowhere)
  const isThere = (await tools.find[target](store, askedBy(call))) !== undefined
  if (isThere) await requireRight((await load(store, tools, target, call)).scope)
}
