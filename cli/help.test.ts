import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Handlers } from '@opads/command/handlers'
import { help, nounHelp, verbHelp } from '@opads/command/help'
import { parse } from '@opads/command/parse'
import { readCall } from '@opads/command/read-call'
import { textWidth } from '@opads/command/text-width'
import { findVerb, type Noun, optionsOf, partsOf } from '@opads/command/verb'
import type { Problem } from '@opads/kernel/problem'
import { commands } from './commands.ts'
import { nounOf } from './nouns.ts'

const nouns = (await Promise.all(commands.map(({ name }) => nounOf(commands, name)))).filter(
  (noun): noun is Noun => noun !== undefined,
)
const verbs = nouns.flatMap((noun) => noun.verbs.map((verb) => ({ noun, verb })))

test('every command stands in the help with its sentence', () => {
  const page = help(commands)
  for (const entry of commands) assert.match(page, new RegExp(`  ${entry.name} +${entry.say}`))
})

test('every verb of every room says what it does, and so does each word and option', () => {
  assert.equal(nouns.length, commands.length, 'each command has its definitions')
  for (const { noun, verb } of verbs) {
    const label = `${noun.name} ${verb.name}`
    assert.match(verbHelp(noun, verb, 80), /\S/, label)
    assert.ok(verb.say.length > 5, label)
    for (const [key, field] of Object.entries({ ...verb.words, ...optionsOf(noun, verb) }))
      assert.ok(field.say.length > 5, `${label} ${key}`)
  }
})

test('a wrong option is refused by every verb before anything is done', async () => {
  for (const { noun, verb } of verbs.filter((one) => !one.verb.isRaw)) {
    const words = [...partsOf(verb), '--hlp']
    assert.throws(
      () => readCall(noun, words, 80),
      (problem: Problem) =>
        problem.code === 'use.invalid' && String(problem.facts.faults).includes('Did you mean --help?'),
      `${noun.name} ${verb.name}`,
    )
    const { load } = commands.find(({ name }) => name === noun.name)!
    await assert.rejects(async () => (await load()).run(words), { code: 'use.invalid' })
  }
})

test('a room has a handler for every verb, and no other', async () => {
  for (const room of ['up', 'cluster', 'lab', 'artifacts', 'images', 'bench', 'tools']) {
    const file = (part: string) => new URL(`../${room}/${part}.ts`, import.meta.url).href
    const { nouns: own } = (await import(file('verbs'))) as { nouns: readonly Noun[] }
    const { handlers } = (await import(file('main'))) as { handlers: Record<string, Handlers> }
    assert.deepEqual(
      Object.fromEntries(own.map((noun) => [noun.name, noun.verbs.map(({ name }) => name)])),
      Object.fromEntries(Object.entries(handlers).map(([name, one]) => [name, Object.keys(one)])),
    )
  }
})

test('every example of every verb is right use of that very verb', () => {
  for (const { noun, verb } of verbs) {
    assert.ok(verb.examples.length > 0, `${noun.name} ${verb.name}`)
    for (const example of verb.examples) {
      const typed = example.replace(/ [<>|] .*$/, '').match(/"[^"]*"|\S+/g) ?? []
      const [name, ...words] = typed.map((word) => word.replaceAll('"', ''))
      const found = findVerb(noun, words)
      assert.deepEqual([name, found?.verb.name], [noun.name, verb.name], example)
      if (!verb.isRaw)
        assert.deepEqual(parse(found!.rest, verb.words ?? {}, optionsOf(noun, verb)).faults, [], example)
    }
  }
})

test('what deletes wants --yes and can be tried by --dry-run', () => {
  for (const { noun, verb } of verbs.filter(({ verb }) => partsOf(verb).at(-1) === 'delete'))
    assert.ok(
      'yes' in optionsOf(noun, verb) && 'dryRun' in optionsOf(noun, verb),
      `${noun.name} ${verb.name}`,
    )
})

test('no page of help is wider than 80 columns', () => {
  const pages = [
    ...nouns.map((noun) => nounHelp(noun, 80)),
    ...verbs.map(({ noun, verb }) => verbHelp(noun, verb, 80)),
  ]
  for (const line of pages
    .join('\n')
    .split('\n')
    .filter((one) => !one.startsWith('  opads ')))
    assert.ok(textWidth(line) <= 80, line)
})

test('the page of a verb names its use, its words, its options and what stands where nothing is given', async () => {
  const noun = nouns.find(({ name }) => name === 'app')!
  assert.equal(
    verbHelp(noun, findVerb(noun, ['open'])!.verb, 80),
    `Print the address of an application.

Use: opads app open APPLICATION [--env sit|uat|prod] [--browser] [--cloud NAME]

  APPLICATION   name of the application

  --env sit|uat|prod   which environment (else sit)
  --browser            open it in the browser of this machine (xdg-open)
  --cloud NAME         which cloud; else the one that was signed in to last,
                       else main, else the only one
  --json               for programs: the shapes of the API, problems on standard
                       error too
  --utc                exact times in UTC instead of "2 h ago"
  -h, --help           this page

  opads app open shop
  opads app open shop --env uat --browser
`,
  )
})
