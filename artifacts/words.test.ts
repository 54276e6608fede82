import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords } from './words.ts'

const faultsOf = (...argv: string[]): string => {
  try {
    readWords(argv)
  } catch (failure) {
    return (failure as Error).message
  }
  return assert.fail('no fault was found')
}

test('names are recipes, in the order in which they are built', () => {
  const { verb, wanted, isJson } = readWords(['get', 'runc', 'etcd-3.7.3', '--json'])
  assert.deepEqual([verb, wanted.map((one) => one.name), isJson], ['get', ['etcd-3.7.3', 'runc'], true])
})
test('what was used in the last week stays, where nothing else is said', () => {
  assert.equal(readWords(['prune']).unusedForDays, 7)
  assert.equal(readWords(['prune', '--unused-for', '0']).unusedForDays, 0)
})
test('no word and --help ask for help, whatever else is said', () => {
  assert.equal(readWords([]).verb, 'help')
  assert.equal(readWords(['gte', '--help', '--x']).verb, 'help')
})
test('all faults are said at once, each with the word that was probably meant', () => {
  assert.equal(
    faultsOf('gte', '--jsn', '--dry-run=1'),
    'opads artifacts has 3 faults: there is no verb "gte" (did you mean get?); --jsn is not known (did you mean --json?); --dry-run takes no value',
  )
  assert.equal(
    faultsOf('list', 'x', '--dry-run'),
    'opads artifacts has 2 faults: --dry-run belongs to prune; "x" is one word too many',
  )
  for (const words of [['--unused-for'], ['--unused-for=7d'], ['--unused-for', '-1']])
    assert.match(faultsOf('prune', ...words), /--unused-for takes a number of days/)
  assert.equal(
    faultsOf('get'),
    'opads artifacts has 1 faults: at least one NAME is needed: opads artifacts list',
  )
})
test('misspelt recipes are named together', () => {
  assert.throws(() => readWords(['get', 'runk', 'nothing-near', 'etcd-3.7.3']), {
    code: 'artifact.unknown',
    message: 'There is no recipe "runk" (did you mean runc?), "nothing-near"',
  })
})
