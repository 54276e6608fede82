/** `opads completion`: scripts for shells, and the replies that they ask for. */

import { complete } from '@opads/command/complete'
import { completionScripts, shells } from '@opads/command/completion-scripts'
import { choice } from '@opads/command/field'
import { names } from '../completion-names.ts'
import { nounOf } from '../nouns.ts'
import { runNoun } from '../run-noun.ts'
import { type Noun, verb } from '../verb.ts'

const script = verb({
  name: '',
  say: 'Print the completion script for a shell',
  words: { shell: choice(shells, 'which shell') },
  notes: [
    'Names of applications, tenants and the like are asked of the cloud that is signed in to, for a second at most (OPADS_COMPLETION_MS).',
  ],
  examples: [
    'completion bash > /etc/bash_completion.d/opads',
    'completion fish > ~/.config/fish/completions/opads.fish',
  ],
  run: async ({ shell }) => ({
    json: { shell, script: completionScripts[shell] },
    text: () => completionScripts[shell],
  }),
})

const reply = verb({
  name: 'reply',
  say: 'What may stand where the cursor is',
  isRaw: true,
  isHidden: true,
  examples: ['completion reply app sh'],
  run: async ({ rest }, tools) => {
    const { commands } = await import('../commands.ts')
    const found = await complete(rest, commands, {
      nounOf: (name) => nounOf(commands, name),
      names: (kind) => names(kind, tools),
    })
    return { json: found, text: () => found.map(({ word, say }) => `${word}\t${say}\n`).join('') }
  },
})

export const noun: Noun = {
  name: 'completion',
  say: 'Completion for bash, zsh and fish',
  isRemote: false,
  verbs: [script, reply],
}
export const run = runNoun(noun)
