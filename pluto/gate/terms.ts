/** What a caller asks of a write beside its input: that it is done once, and only to what the caller has read. Pure. */
import { createHash } from 'node:crypto'
import { inputFault } from '@opads/kernel/input-fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'

export type Terms = {
  readonly key: string | undefined
  /** ETags of which the target must have one; `*`: any. */
  readonly ifMatch: '*' | readonly string[] | undefined
}

const mostMatchBytes = 2000

/** @throws Problem `input.invalid` with both faults */
export function termsOf(headers: Headers): Terms {
  const key = headers.get('idempotency-key') ?? undefined
  const match = headers.get('if-match') ?? undefined
  const ifMatch = match === undefined ? undefined : tagsOf(match)
  const faults = [
    ...(key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)
      ? [inputFault('Idempotency-Key', said('input.idempotency-key'))]
      : []),
    ...(ifMatch === null ? [inputFault('If-Match', said('input.if-match'))] : []),
  ]
  if (faults.length > 0 || ifMatch === null)
    throw new Problem('input.invalid', { source: said('input.headers'), count: faults.length, faults })
  return { key, ifMatch }
}

/** `null`: malformed. A weak ETag is well formed and never matches (RFC 9110). */
function tagsOf(text: string): '*' | readonly string[] | null {
  if (text.trim() === '*') return '*'
  if (text.length > mostMatchBytes) return null
  const tags = text.split(',').map((one) => one.trim())
  return tags.every((one) => /^(W\/)?"[\x21\x23-\x7e]*"$/.test(one)) ? tags : null
}

/** @param version what can be changed of a target, as JSON */
export const etagOf = (version: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(version)).digest('base64url').slice(0, 22)}"`

/** @throws Problem `write.stale` */
export function requireFresh(ifMatch: NonNullable<Terms['ifMatch']>, version: unknown): void {
  if (ifMatch !== '*' && !ifMatch.includes(etagOf(version))) throw new Problem('write.stale')
}
