import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operatorOf } from './operator.ts'

test('registries become the variables that package managers read, files of trust one bundle', () => {
  assert.deepEqual(operatorOf({ npm: 'https://npm.example/', go: 'https://go.example/' }, ['one', 'two\n']), {
    environment: { npm_config_registry: 'https://npm.example/', GOPROXY: 'https://go.example/' },
    trust: 'one\ntwo\n',
  })
})
test('what the operator leaves out is left to this machine', () => {
  assert.deepEqual(operatorOf({}, []), {})
})
