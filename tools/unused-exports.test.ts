import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unusedExports } from './unused-exports.ts'

const imports = [{ from: 'kernel/b.test.ts', to: 'kernel/a.ts', isType: false, isOutside: false }]
const faults = (a: string, others: Readonly<Record<string, string>>) =>
  unusedExports(new Map(Object.entries({ 'kernel/a.ts': a, ...others })), imports)

test('a name is used by a file that imports it, also by a test', () => {
  const text = 'export const one = 1\nexport async function two() {}\nexport type Three = 3\nconst four = 4\n'
  assert.deepEqual(faults(text, { 'kernel/b.test.ts': 'one two Three' }), [])
  assert.deepEqual(faults(text, { 'kernel/b.test.ts': 'one, twofold' }), [
    'kernel/a.ts exports two, which no other file uses',
    'kernel/a.ts exports Three, which no other file uses',
  ])
})
test('the same word in a file that does not import it is no use', () => {
  assert.equal(faults('export const one = 1', { 'kernel/c.ts': 'const one = 2' }).length, 1)
})
test('what the command line loads by a path is left alone', () => {
  assert.deepEqual(faults('export const handlers = {}\nexport const noun = 1', {}), [])
})
