/**
 * A command that is a room's own program: `opads lab …` reads the words by `lab/verbs.ts` and then loads `lab/main.ts` into this
 * process, without a second start of Node.
 */
import { askedCloud, asksHelp } from '@opads/command/asked'
import type { CommandModule } from '@opads/command/entry'
import type { Handlers } from '@opads/command/handlers'
import { cloudOptionNames, findVerb, type Noun, optionsOf } from '@opads/command/verb'

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
    run: async (words) => {
      const { runRoom } = await import('@opads/command/run-room')
      return runRoom(noun, await withCloudMeant(noun, words, hereMeant), load)
    },
  }
}

async function hereMeant(): Promise<string> {
  const [{ cloudsFile }, { cloudHere, stateRoot }] = await Promise.all([
    import('./clouds-file.ts'),
    import('./machine-cloud.ts'),
  ])
  return cloudHere({ clouds: cloudsFile(process.env), stateRoot: stateRoot() }, undefined)
}

/** The words with the cloud that is meant, where the verb looks at one and none is named. */
export async function withCloudMeant(
  noun: Noun,
  words: readonly string[],
  meant: () => Promise<string>,
): Promise<readonly string[]> {
  const found = findVerb(noun, words)
  const isOpen = found && optionsOf(noun, found.verb).cloud?.otherwise !== undefined
  if (!isOpen || asksHelp(words) || askedCloud(words, cloudOptionNames(noun, words)).cloud) return words
  const { rest } = found
  return [...words.slice(0, words.length - rest.length), '--cloud', await meant(), ...rest]
}
