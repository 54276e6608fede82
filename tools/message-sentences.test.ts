/** The console and the command line read codes and facts: no line of theirs compares a text with the words of a message. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { messages } from '@opads/kernel/messages'

const top = join(import.meta.dirname, '..')
/** Shorter pieces are common words. */
const fewCharacters = 10
const compares =
  /\.(includes|startsWith|endsWith|indexOf|match|matchAll|test|exec|search|split|replace)\(|[!=]==/
const piecesOf = (sentence: string) =>
  sentence
    .split(/\{\w+\}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= fewCharacters)
const pieces = Object.values(messages).flatMap(({ say, zh }) => [...piecesOf(say), ...piecesOf(zh)])
const found = (source: string) =>
  source
    .split('\n')
    .filter((line) => compares.test(line))
    .flatMap((line) => pieces.filter((piece) => line.includes(piece)))

test('no line of the console or the command line compares with the words of a message', () => {
  const files = globSync('{console,cli}/**/*.{ts,tsx}', { cwd: top }).filter(
    (path) => !/\.test\.tsx?$|node_modules|\/fake|dist\//.test(path),
  )
  assert.ok(files.length > 100)
  assert.deepEqual(
    files.flatMap((path) => found(readFileSync(join(top, path), 'utf8')).map((piece) => `${path}: ${piece}`)),
    [],
  )
})
test('a line that reads a sentence is found, one that says it is not', () => {
  assert.deepEqual(found("say: 'release 3 is applied, waiting for its pods'"), [])
  assert.deepEqual(
    found("if (/Release \\d+/.test(text) || text.includes('is applied, waiting for its pods'))"),
    ['is applied, waiting for its pods'],
  )
})
