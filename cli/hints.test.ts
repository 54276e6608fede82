/** A hint names the cloud that the person named: for every verb that takes one, and for no other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withCloud } from '@opads/command/closing'
import { parse } from '@opads/command/parse'
import { findVerb, type Noun, optionsOf } from '@opads/command/verb'
import { commands } from './commands.ts'
import { nounOf } from './nouns.ts'

const nouns = (await Promise.all(commands.map(({ name }) => nounOf(commands, name)))).filter(
  (noun): noun is Noun => noun !== undefined,
)
const verbs = nouns.flatMap((noun) => noun.verbs.map((verb) => ({ noun, verb })))

test('the examples of a verb that takes a cloud get it, where the verb reads it', () => {
  for (const { noun, verb } of verbs)
    for (const example of verb.examples.filter((one) => !one.includes('--cloud'))) {
      const command = `opads ${example}`
      const hint = withCloud(command, 'dev')
      if (!('cloud' in optionsOf(noun, verb))) {
        assert.equal(hint, command)
        continue
      }
      const [, name, ...words] = hint.replace(/ [<>|] .*$/, '').split(' ')
      const rest = findVerb(noun, words)!.rest
      assert.equal(name, noun.name)
      if (verb.isRaw) assert.deepEqual(rest.slice(0, 2), ['--cloud', 'dev'], hint)
      else assert.equal(parse(rest, verb.words ?? {}, optionsOf(noun, verb)).values.cloud, 'dev', hint)
    }
})
