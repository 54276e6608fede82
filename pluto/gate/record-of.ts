/** What the audit log says of a call. Pure. */
import { printable } from '../store/printable.ts'
import type { ActRecord } from './act-record.ts'
import { type AnyCall, type AnyEndpoint, type AnyFound, askedBy } from './lookup.ts'
import { type Act, may, nowhere } from './roles.ts'
import { text } from './target.ts'

/** What is known of a call while it is done. `facts`: what its handler notes. */
export type Known = { found?: AnyFound; readonly facts: Record<string, unknown> }

export function recordOf(
  call: AnyCall,
  { act, policy }: { readonly act: Act; readonly policy: AnyEndpoint['policy'] },
  { found, facts }: Known,
  end: Pick<ActRecord, 'outcome' | 'code'>,
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
    facts: {
      ...facts,
      ...(call.dryRun && { dryRun: true }),
      ...(scope.tenant !== null && held === 'platform' && { right: 'platform' }),
    },
  }
}
