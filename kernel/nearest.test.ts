import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearest } from './nearest.ts'

const names = ['status', 'deploy', 'delete', 'app', 'up']

test('a misspelt word is answered with the nearest one', () => {
  assert.equal(nearest('staus', names), 'status')
  assert.equal(nearest('delpoy', names), 'deploy')
})
test('a beginning is answered with the only word that begins so', () => {
  assert.equal(nearest('ap', names), 'app')
  assert.equal(nearest('de', names), undefined)
})
test('a word that is near to nothing gets no suggestion', () => {
  assert.equal(nearest('photosynthesis', names), undefined)
  assert.equal(nearest('x', names), undefined)
})
