import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complete } from '@opads/command/complete'
import { commands } from './commands.ts'
import { nounOf } from './nouns.ts'

const names = async (kind: string) => [`${kind}-one`, `${kind}-two`]
const replies = async (...words: string[]) =>
  (await complete(words, commands, { nounOf: (name) => nounOf(commands, name), names })).map(
    ({ word }) => word,
  )

test('commands, verbs and verbs of two words', async () => {
  assert.deepEqual(await replies('ten'), ['tenant'])
  assert.deepEqual(await replies('tenant', ''), ['list', 'create', 'delete'])
  assert.deepEqual(await replies('app', 'sec'), ['secret'])
  assert.deepEqual(await replies('app', 'secret', ''), ['list', 'set', 'unset'])
})
test('words are completed by names of their kind, and no more than the verb takes', async () => {
  assert.deepEqual(await replies('app', 'show', 'application-t'), ['application-two'])
  assert.deepEqual(await replies('app', 'show', 'x', ''), [])
  assert.deepEqual(await replies('app', 'deploy', '--wait', '--to', 'sit', 'application-o'), [
    'application-one',
  ])
})
test('options once each, their choices and names, also behind =', async () => {
  assert.deepEqual(await replies('app', 'open', 'x', '--'), [
    '--env',
    '--browser',
    '--cloud',
    '--json',
    '--utc',
    '--help',
  ])
  assert.deepEqual(await replies('app', 'open', 'x', '--env', 'uat', '--e'), [])
  assert.deepEqual(await replies('app', 'open', 'x', '--env', 'u'), ['uat'])
  assert.deepEqual(await replies('app', 'open', 'x', '--env=p'), ['--env=prod'])
  assert.deepEqual(await replies('run', 'list', '--cloud', ''), ['cloud-one', 'cloud-two'])
})
test('what another program reads is left to the shell', async () => {
  assert.deepEqual(await replies('kubectl', 'get', ''), [])
  assert.deepEqual(await replies('login', '--ca', ''), [])
})
test('the cloud of kubectl is ours, and stands before its words', async () => {
  assert.deepEqual(await replies('kubectl', '--'), ['--cloud'])
  assert.deepEqual(await replies('kubectl', '--cloud', ''), ['cloud-one', 'cloud-two'])
  assert.deepEqual(await replies('kubectl', '--cloud', 'x', 'get', '--'), [])
})
test('a name that an option had before is not offered, and its value is completed', async () => {
  assert.deepEqual(await replies('status', '--n'), [])
  assert.deepEqual(await replies('status', '--name', ''), ['cloud-one', 'cloud-two'])
  assert.deepEqual(await replies('status', '--name', 'x', '--'), ['--json', '--help'])
})
test('rooms are completed as well: verbs, options, names of what they have', async () => {
  assert.deepEqual(await replies('images', 'debian', ''), ['list', 'renew'])
  assert.deepEqual(await replies('up', '--until', 'step-t'), ['step-two'])
  assert.deepEqual(await replies('up', '--without', 'part-t'), ['part-two'])
  assert.deepEqual(await replies('status', '--'), ['--cloud', '--json', '--help'])
  assert.deepEqual(await replies('lab', 'machine', 'up', '--suite', 't'), ['trixie'])
  assert.deepEqual(await replies('artifacts', 'get', 'artifact-o'), ['artifact-one'])
})
test('what is for programs is not offered', async () => {
  assert.deepEqual(await replies('completion', ''), ['bash', 'zsh', 'fish'])
})
