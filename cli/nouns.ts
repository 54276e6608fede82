/** The definitions of a command. */
import type { CommandEntry } from '@opads/command/entry'
import type { Noun } from '@opads/command/verb'

export async function nounOf(commands: readonly CommandEntry[], name: string): Promise<Noun | undefined> {
  return (await commands.find((one) => one.name === name)?.load())?.noun
}
