import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasCandidate, machinePackages, missingOf } from './packages.ts'

const all = new Set(machinePackages)
const without = (...names: string[]) => new Set([...all].filter((name) => !names.includes(name)))

test('what is there is not installed again', () => {
  assert.deepEqual(missingOf(all, false), [])
  assert.deepEqual(missingOf(without('attr', 'git'), false), ['git', 'attr'])
})
test('the client comes where it is a package of its own', () => {
  assert.deepEqual(missingOf(all, true), ['docker-cli'])
  assert.deepEqual(missingOf(new Set([...all, 'docker-cli']), true), [])
})
test("an engine from Docker's own packages is not replaced by Debian's", () => {
  const theirs = new Set([...without('docker.io'), 'docker-ce', 'docker-ce-cli'])
  assert.deepEqual(missingOf(theirs, false), [])
  assert.deepEqual(missingOf(theirs, true), [])
})
test('whether apt knows a package is read from its policy', () => {
  const policy = (candidate: string) =>
    `docker-cli:\n  Installed: (none)\n  Candidate: ${candidate}\n  Version table:\n`
  assert.equal(hasCandidate(policy('26.1.5+dfsg1-9')), true)
  assert.equal(hasCandidate(policy('(none)')), false)
  assert.equal(hasCandidate(''), false)
})
