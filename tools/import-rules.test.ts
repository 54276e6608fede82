import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, type Import, roomTable } from './import-rules.ts'

const inside = (from: string, to: string, isType = false): Import => ({ from, to, isType, isOutside: false })
const outside = (from: string, to: string): Import => ({ from, to, isType: false, isOutside: true })

test('kernel imports nothing, not even node:', () => {
  assert.deepEqual(faultsOf([outside('kernel/a.ts', 'node:fs')]), [
    'kernel/a.ts imports node:fs: kernel imports nothing from outside',
  ])
})
test('only a main builds real outside values', () => {
  assert.equal(faultsOf([inside('lab/up.ts', 'world/exec.ts')]).length, 1)
  assert.deepEqual(
    faultsOf([inside('lab/main.ts', 'world/exec.ts'), inside('lab/up.ts', 'world/exec.ts', true)]),
    [],
  )
})
test('another room is entered by its contract or part', () => {
  assert.equal(faultsOf([inside('cluster/a.ts', 'lab/up.ts')]).length, 1)
  assert.deepEqual(faultsOf([inside('cluster/a.ts', 'images/contract.ts')]), [])
})
test('a part imports its type; only up and cluster walk the catalogue', () => {
  assert.deepEqual(
    faultsOf([inside('pluto/part.ts', 'parts/objects.ts'), inside('up/a.ts', 'parts/lists.ts')]),
    [],
  )
  assert.deepEqual(faultsOf([inside('parts/catalogue.ts', 'pluto/part.ts')]), [])
  assert.equal(faultsOf([inside('pluto/a.ts', 'parts/catalogue.ts')]).length, 1)
  assert.equal(faultsOf([inside('parts/catalogue.ts', 'pluto/main.ts')]).length, 1)
  assert.equal(faultsOf([inside('up/a.ts', 'pluto/part.ts')]).length, 1)
})
test('what is shown of a noun is open to every room, and loads only kernel and what is shown', () => {
  const from = 'pluto/pod/shown.ts'
  assert.deepEqual(
    faultsOf([
      inside('console/nouns/pod/pods.tsx', from),
      inside(from, 'kernel/list-column.ts'),
      inside(from, 'pluto/pod/shapes.ts', true),
      inside(from, 'pluto/environment/shown.ts'),
      inside('pluto/run/kinds/kinds.ts', 'pluto/run/kinds/build.ts'),
    ]),
    [],
  )
  for (const one of [
    inside(from, 'pluto/pod/shapes.ts'),
    inside(from, 'serve/contract.ts', true),
    outside(from, 'zod'),
    inside('console/nouns/pod/pods.tsx', 'pluto/pod/row.ts'),
  ])
    assert.equal(faultsOf([one]).length, 1, one.to)
})
test('the parts of which pages are made know no noun', () => {
  const [from, to] = ['console/ui/table.tsx', 'console/nouns/pod/queries.ts'] as const
  assert.deepEqual(faultsOf([inside(from, to, true)]), [
    `${from} imports ${to}: what all pages are made of knows no noun`,
  ])
  assert.deepEqual(faultsOf([inside('console/nouns/pod/pods.tsx', 'console/ui/table.tsx')]), [])
})
test('a cycle is named with its way', () => {
  assert.deepEqual(faultsOf([inside('lab/a.ts', 'lab/b.ts'), inside('lab/b.ts', 'lab/a.ts')]), [
    'import cycle: lab/a.ts → lab/b.ts → lab/a.ts',
  ])
})
test('the table has a line a room and leaves tests out', () => {
  assert.equal(
    roomTable([
      outside('world/sql.ts', 'pg'),
      inside('world/exec.ts', 'kernel/argv.ts'),
      outside('world/a.test.ts', 'fast-check'),
    ]),
    'world: kernel pg\n',
  )
})
