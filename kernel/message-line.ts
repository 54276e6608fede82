/** A message as one line of a program's output, read by another of our programs. Pure. */
import { bounded, isMessage, type Message } from './message.ts'
import { messages } from './messages.ts'
import { problems } from './problem.ts'

export const messageLine = (message: Message): string => JSON.stringify({ message })

/** `undefined`: the line is not a message of our tables, show it as it is. */
export function messageIn(line: string): Message | undefined {
  if (!line.startsWith('{"message":')) return undefined
  try {
    const { message } = JSON.parse(line) as { message: unknown }
    if (!isMessage(message)) return undefined
    return Object.hasOwn(messages, message.code) || Object.hasOwn(problems, message.code)
      ? bounded(message)
      : undefined
  } catch {
    return undefined // cut, or another program's line
  }
}
