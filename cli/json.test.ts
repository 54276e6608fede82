/** `--json` of every verb that takes it prints JSON and nothing else on standard output. */
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { runRoom } from '@opads/command/run-room'
import { findVerb, type Noun, optionsOf, type Verb } from '@opads/command/verb'
import { commands } from './commands.ts'
import { nounOf } from './nouns.ts'

const nouns = (await Promise.all(commands.map(({ name }) => nounOf(commands, name)))).filter(
  (noun): noun is Noun => noun !== undefined,
)
const verbs = nouns.flatMap((noun) => noun.verbs.map((verb) => ({ noun, verb })))
const takesJson = verbs.filter(({ noun, verb }) => 'json' in optionsOf(noun, verb))
const nameOf = ({ noun, verb }: (typeof verbs)[number]) => `${noun.name} ${verb.name}`.trim()

async function printed(work: () => Promise<unknown>): Promise<string> {
  let text = ''
  const write = mock.method(process.stdout, 'write', (part: string) => {
    text += part
    return true
  })
  try {
    await work()
  } finally {
    write.mock.restore()
  }
  return text
}

/** The words of a verb's first example, without those for the shell. */
const wordsOf = ({ examples }: Verb) =>
  examples[0]!
    .replace(/ [<>|] .*$/, '')
    .split(' ')
    .slice(1)

test('a verb of a room that has one answer prints it as JSON, or as text', async () => {
  for (const one of takesJson.filter(({ noun, verb }) => noun.isRoom && verb.output !== 'stream')) {
    const { noun, verb } = one
    const words = wordsOf(verb).filter((word) => word !== '--json')
    const answer = { json: { of: nameOf(one) }, text: `text of ${nameOf(one)}\n`, exit: 6 }
    const run = (more: readonly string[]) =>
      runRoom(noun, [...words, ...more], async () => ({ [verb.name]: async () => answer }))
    assert.equal(findVerb(noun, words)?.verb, verb)
    assert.deepEqual(
      JSON.parse(await printed(async () => assert.equal(await run(['--json']), 6))),
      answer.json,
    )
    assert.equal(await printed(() => run([])), answer.text)
  }
})

test('a verb that prints while it works says what --json gives, in its notes', () => {
  for (const one of takesJson.filter(({ verb }) => verb.output === 'stream'))
    assert.match((one.verb.notes ?? []).join(' '), /--json/, nameOf(one))
})

test("another program's output takes no --json", () => {
  const foreign = verbs.filter(({ verb }) => verb.output === 'foreign')
  assert.ok(foreign.length > 0)
  for (const one of foreign) assert.ok(!takesJson.includes(one), nameOf(one))
})
