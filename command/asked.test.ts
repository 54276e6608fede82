import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedCloud, asksHelp, asksJson } from './asked.ts'

test('help, JSON and the cloud are read in both spellings', () => {
  assert.ok(asksHelp(['list', '-h']) && asksHelp(['--help']) && !asksHelp(['help']))
  assert.ok(asksJson(['list', '--json']) && !asksJson(['list']))
  assert.deepEqual(askedCloud(['list', '--cloud', 'dev']), { cloud: 'dev' })
  assert.deepEqual(askedCloud(['--cloud=dev']), { cloud: 'dev' })
  assert.deepEqual(askedCloud(['--cloud']), {})
  assert.deepEqual(askedCloud(['--name', 'dev']), {})
  assert.deepEqual(askedCloud(['--name=dev'], ['--cloud', '--name']), { cloud: 'dev' })
  assert.deepEqual(askedCloud(['dev']), {})
})
test('what is after -- is for another program', () => {
  const words = ['ssh', 'm1', '--', 'x', '--help', '--json', '--cloud', 'theirs']
  assert.deepEqual([asksHelp(words), asksJson(words), askedCloud(words)], [false, false, {}])
})
