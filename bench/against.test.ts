import assert from 'node:assert/strict'
import { test } from 'node:test'
import { againstFaults, resultFile } from './against.ts'

const alone = { name: 'images', comparesCommits: false }
const paired = { name: 'up', comparesCommits: true }

test('a bench that measures this checkout alone refuses another commit; all faults come at once', () => {
  assert.deepEqual(againstFaults([paired, alone], 'v9', false), [
    '--against is not for "images", which measures this checkout alone',
    '--against v9: this clone has no such commit',
  ])
})
test('the others take a commit that is known', () => {
  assert.deepEqual(againstFaults([paired], 'v0.1.0', true), [])
})
test('a comparison has a result of its own, in the folder of results', () => {
  assert.equal(resultFile('up', undefined), 'up.json')
  assert.equal(resultFile('up', 'v0.1.0'), 'up-against-v0.1.0.json')
  assert.equal(resultFile('up', '../origin/main~1'), 'up-against-..-origin-main-1.json')
})
