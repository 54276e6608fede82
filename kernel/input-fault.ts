/** A fault that a schema found, as a message. Schemas name a code of `messages/input.ts` where they have words of their own. Pure. */
import { type Message, said } from './message.ts'
import { messages } from './messages.ts'

/** The fields of zod's issues that are read. */
type Issue = {
  readonly code?: string | undefined
  readonly message: string
  readonly path: readonly PropertyKey[]
  readonly expected?: unknown
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
  readonly minimum?: unknown
  readonly maximum?: unknown
}

export const inputFault = (path: string | Message, fault: Message): Message =>
  said('input.fault', { path, fault })

/** Without a path where the whole input is wrong: the problem names that as its source. */
export const faultOfIssue = (issue: Issue): Message =>
  issue.path.length === 0
    ? whatIsWrong(issue)
    : inputFault(issue.path.map(String).join('.'), whatIsWrong(issue))

export function whatIsWrong({ code, message, expected, values, keys, minimum, maximum }: Issue): Message {
  if (Object.hasOwn(messages, message)) return { code: message, facts: {} }
  switch (code) {
    case 'invalid_type':
      return said('input.type', { wanted: String(expected) })
    case 'invalid_value':
      return said('input.option', { options: (values ?? []).map(String) })
    case 'unrecognized_keys':
      return said('input.unknown-keys', { keys: keys ?? [] })
    case 'too_small':
      return said('input.too-small', { least: String(minimum) })
    case 'too_big':
      return said('input.too-big', { most: String(maximum) })
    default:
      return said('input.said', { said: message })
  }
}
