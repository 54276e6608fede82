import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commands } from './commands.ts'
import { help, suggestion } from './help.ts'

test('every command stands in the help with its sentence', () => {
  const page = help(commands)
  for (const entry of commands) assert.match(page, new RegExp(`  ${entry.name} +${entry.say}`))
})

test('a misspelt command is answered with the nearest one', () => {
  assert.equal(suggestion('staus', commands), ' Did you mean "status"?')
})

test('a word that is near to nothing gets no suggestion', () => {
  assert.equal(suggestion('photosynthesis', commands), '')
})
