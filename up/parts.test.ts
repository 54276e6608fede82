import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noChoice } from '@opads/parts/choice'
import type { Part } from '@opads/parts/part'
import { defaultParts, partsAsKept, partsFor } from './parts.ts'

const part = (name: string, more: Partial<Part> = {}): Part => ({
  name,
  title: name,
  needs: [],
  install: { by: 'objects', objects: () => [] },
  ...more,
})
const up = (...parts: readonly Part[]) => partsFor(noChoice, noChoice, parts)

test('up refuses parts that do not fit together, by their names', () => {
  assert.throws(() => up(part('app', { needs: ['queue'] })), { code: 'parts.unknown-need', message: /app needs queue/ }) // biome-ignore format: short
  assert.throws(() => up(part('one', { ports: [80] }), part('two', { ports: [80] })), { code: 'parts.taken-twice', message: /port 80: one, two/ }) // biome-ignore format: short
  assert.throws(() => up(part('one', { namespaces: ['n'] }), part('two', { namespaces: ['n'] })), { code: 'parts.taken-twice', message: /namespace n: one, two/ }) // biome-ignore format: short
  assert.throws(() => up(part('a', { needs: ['b'] }), part('b', { needs: ['a'] })), { code: 'parts.circle', message: /: a, b$/ }) // biome-ignore format: short
})
test('a run has the parts that were kept and chosen, and knows which come and go', () => {
  const all = [part('base'), part('extra', { optional: 'included' }), part('more', { optional: 'left out' })]
  const kept = { with: ['more'], without: [] }
  const { choice, parts, changes } = partsFor(kept, { ...noChoice, without: ['extra'] }, all)
  assert.deepEqual(choice, { with: ['more'], without: ['extra'] })
  assert.deepEqual(parts.map(({ name }) => name), ['base', 'more']) // biome-ignore format: short
  assert.deepEqual(changes.map(({ part: { name }, comes }) => [name, comes]), [['extra', false]]) // biome-ignore format: short
})
test('a part that others need is not taken out', () => {
  const parts = [part('queue', { optional: 'included' }), part('app', { needs: ['queue'] })]
  assert.throws(() => partsFor(noChoice, { with: [], without: ['queue'] }, parts), {
    code: 'parts.needed',
    message: 'The cloud cannot do without queue, which is needed by app',
  })
})
test('a cloud of one host that is looked at has the parts that up makes, and none of several masters', () => {
  const names = (parts: readonly Part[]) => parts.map(({ name }) => name).sort()
  assert.deepEqual(names(partsAsKept(noChoice).parts), names(defaultParts))
})
