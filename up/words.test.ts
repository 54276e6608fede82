import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords } from './words.ts'

test('without words it is one host called main', () => {
  const { cloud, size, listen, domain, isDryRun } = readWords(['up'])
  assert.deepEqual([cloud, size, listen, domain, isDryRun], ['main', 'single', '', '', false])
})
test('the name that --cloud had before is still read', () => {
  for (const verb of ['up', 'status', 'doctor', 'down'])
    assert.equal(readWords([verb, '--name', 'dev']).cloud, 'dev')
  assert.throws(() => readWords(['up', '--name', 'dev', '--cloud', 'other']), /--cloud is given 2 times/)
})
test('every fault is named at once, with what was probably meant', () => {
  assert.throws(() => readWords(['status', '--clou', 'x', '--purge', '--json=1']), {
    code: 'use.invalid',
    facts: {
      sentence: '3 things are wrong:',
      faults: ['--clou is not known. Did you mean --cloud?', '--purge is not known', '--json takes no value'],
      usage: 'opads status [--cloud CLOUD]',
    },
  })
})
test('no verb takes the folder of the lab for a cloud', () => {
  for (const verb of ['up', 'status', 'doctor', 'down'])
    assert.throws(
      () => readWords([verb, '--cloud', 'lab']),
      ({ facts }: { facts: { faults: string[] } }) => /not lab/.test(facts.faults[0]!),
    )
})
test('a port that no machine has is refused', () => {
  for (const listen of ['127.0.0.1:0', '127.0.0.1:70000', '127.0.0.300:80', '8443'])
    assert.throws(() => readWords(['up', '--listen', listen]), /--listen takes ADDRESS:PORT/)
})
