/** Commands that are nouns with verbs; all others are programs of their rooms. */
import type { CommandEntry, CommandModule } from './commands.ts'
import type { Noun } from './verb.ts'

export async function nounOf(commands: readonly CommandEntry[], name: string): Promise<Noun | undefined> {
  const entry = commands.find((one) => one.name === name)
  if (!entry || entry.isRoom) return undefined
  return ((await entry.load()) as CommandModule & { noun?: Noun }).noun
}
