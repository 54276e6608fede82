/**
 * A command that is a room's own program: `opads lab …` reads the words by `lab/verbs.ts` and then loads `lab/main.ts` into this
 * process, without a second start of Node.
 */
import type { CommandModule } from '@opads/command/entry'
import type { Handlers } from '@opads/command/handlers'
import type { Noun } from '@opads/command/verb'

/**
 * `<folder>/verbs.ts` exports `nouns`; `<folder>/main.ts` exports `handlers`, by noun.
 * @param name one of the room's nouns: `opads status` is of the room `up`
 */
export async function roomCommand(folder: string, name: string): Promise<CommandModule> {
  const file = (part: string) => new URL(`../${folder}/${part}.ts`, import.meta.url).href
  const { nouns } = (await import(file('verbs'))) as { nouns: readonly Noun[] }
  const noun = nouns.find((one) => one.name === name)!
  const load = async () => {
    const { handlers } = (await import(file('main'))) as { handlers: Readonly<Record<string, Handlers>> }
    return handlers[name]!
  }
  return {
    noun,
    run: async (words) => (await import('@opads/command/run-room')).runRoom(noun, words, load),
  }
}
