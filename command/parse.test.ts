import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, flag, many, optional, text, whole, withDefault } from './field.ts'
import { parse } from './parse.ts'

const words = { application: text('APPLICATION', 'which one'), names: optional(many(text('NAME', 'names'))) }
const options = {
  to: withDefault(choice(['sit', 'uat'], 'where'), 'sit'),
  tail: optional(whole('N', 'lines', 0, 10)),
  tenant: optional(many(text('NAME', 'tenants'))),
  follow: flag('stay', 'f'),
  dryRun: flag('say only'),
}
const faultsOf = (...argv: string[]) => parse(argv, words, options).faults

test('words and options come in any order and get their types', () => {
  const { values, faults } = parse(
    ['--tail', '3', 'shop', '-f', 'a', 'b', '--to=uat', '--tenant', 'x', '--tenant=y'],
    words,
    options,
  )
  assert.deepEqual(faults, [])
  assert.deepEqual(values, {
    application: 'shop',
    names: ['a', 'b'],
    to: 'uat',
    tail: 3,
    tenant: ['x', 'y'],
    follow: true,
    dryRun: false,
  })
})
test('what is left out has its fallback', () => {
  assert.deepEqual(parse(['shop'], words, options).values, {
    application: 'shop', names: undefined, to: 'sit', tail: undefined, tenant: undefined, follow: false, dryRun: false,
  }) // biome-ignore format: one line
})
test('a word that looks like an option stands behind --', () => {
  assert.equal(parse(['--', '--odd'], words, options).values.application, '--odd')
})
test('every fault is named at once', () => {
  assert.deepEqual(faultsOf('--to', 'prod', '--tail', '11', '--dry-rum'), [
    '--dry-rum is not known. Did you mean --dry-run?',
    'APPLICATION is missing: which one',
    '--to takes sit or uat, not "prod"',
    '--tail takes a whole number from 0 to 10, not "11"',
  ])
})
test('an option without its value does not eat the next option', () => {
  assert.deepEqual(faultsOf('shop', '--to', '--follow'), ['--to takes a value: sit|uat'])
  assert.deepEqual(faultsOf('shop', '--tail'), ['--tail takes a value: N'])
})
test('a flag takes no value, and an option is given once', () => {
  assert.deepEqual(faultsOf('shop', '--follow=yes'), ['--follow takes no value'])
  assert.deepEqual(faultsOf('shop', '--to', 'sit', '--to', 'uat'), ['--to is given 2 times'])
})
test('one word too many is named, but not where an unknown option explains it', () => {
  const one = { application: words.application }
  assert.deepEqual(parse(['a', 'b'], one, options).faults, ['"b" is one word too many'])
  assert.deepEqual(parse(['a', '--what', 'b'], one, options).faults, ['--what is not known'])
  assert.deepEqual(parse(['--what', 'a'], one, options).faults, ['--what is not known'])
  assert.deepEqual(parse(['a', 'b', '--what'], one, options).faults, [
    '--what is not known',
    '"b" is one word too many',
  ])
})
test('numbers are whole and plain', () => {
  for (const given of ['1e1', '0x3', '1.5', ' 3', ''])
    assert.equal(parse(['a', `--tail=${given}`], words, options).faults.length, 1, given)
})
