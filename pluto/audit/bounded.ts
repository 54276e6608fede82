/** Bounds every field of a record in bytes, and hides tokens: callers choose most of them. Pure. */
import type { ActRecord } from '../gate/act-record.ts'
import { printable } from '../store/printable.ts'
import { withoutTokens } from '../token/hidden.ts'

const mostBytes = 100
const mostTargetBytes = 800
const mostFactsBytes = 2048

export function bounded(record: ActRecord) {
  const short = (text: string | null) => (text === null ? null : cut(text, mostBytes))
  return {
    account: cut(record.account, mostBytes),
    address: cut(record.address, mostBytes),
    act: cut(record.act, mostBytes),
    tenant: short(record.tenant),
    application: short(record.application),
    environment: short(record.environment),
    target:
      record.target === null
        ? null
        : cut([...withoutTokens(record.target)].slice(0, 200).join(''), mostTargetBytes),
    outcome: record.outcome,
    code: short(record.code),
    facts: factsText(record.facts),
  }
}

/** Whole characters up to so many bytes; a cut text ends with an ellipsis. */
function cut(text: string, most: number): string {
  const clean = withoutTokens(printable(text).toWellFormed())
  if (Buffer.byteLength(clean) <= most) return clean
  let bytes = 3 // the ellipsis
  let kept = ''
  for (const character of clean) {
    bytes += Buffer.byteLength(character)
    if (bytes > most) break
    kept += character
  }
  return `${kept}…`
}

/** Facts that are too long are replaced whole: a part of them could be misread. */
function factsText(facts: ActRecord['facts']): string {
  const text = withoutTokens(JSON.stringify(facts))
  const bytes = Buffer.byteLength(text)
  return bytes <= mostFactsBytes ? text : JSON.stringify({ omittedBytes: bytes })
}
