/** `opads version` */
import { readFile } from 'node:fs/promises'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'

const show = verb({
  name: '',
  say: 'Print the version of this checkout and of its Node',
  examples: ['version', 'version --json'],
  run: async () => {
    const { version } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    ) as {
      version: string
    }
    const facts = { version, node: process.versions.node }
    return { json: facts, text: () => `opads ${version}, Node ${facts.node}\n` }
  },
})

export const noun: Noun = {
  name: 'version',
  say: 'The version of this checkout',
  isRemote: false,
  verbs: [show],
}
export const run = runNoun(noun)
