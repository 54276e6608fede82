import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords } from './words.ts'

test('without words it is one host called main', () => {
  const { cloud, size, listen, domain, isDryRun } = readWords(['up'])
  assert.deepEqual([cloud, size, listen, domain, isDryRun], ['main', 'single', '', '', false])
})
test('every fault is named at once, with what the verb takes', () => {
  assert.throws(() => readWords(['status', '--name', 'Ü', '--purge', 'word']), {
    code: 'use.faults',
    message:
      'opads status has 3 faults: --purge is not known, status takes --name --help --json; "word" is one word too many; --name takes 1 to 20 of a-z, 0-9 and -, first a letter, last no -, and not lab, the folder of all hosts',
  })
})
test('no verb takes the folder of the lab for a cloud', () => {
  for (const verb of ['up', 'status', 'doctor', 'down'])
    assert.throws(() => readWords([verb, '--name', 'lab']), /not lab/)
})
test('a port that no machine has is refused', () => {
  for (const listen of ['127.0.0.1:0', '127.0.0.1:70000', '127.0.0.300:80', '8443'])
    assert.throws(() => readWords(['up', '--listen', listen]), /--listen takes ADDRESS:PORT/)
})
