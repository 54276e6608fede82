import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Recipe } from './recipe.ts'
import { cniFlannel as small } from './recipes/cni-plugins.ts'
import { kubernetes137 as large } from './recipes/kubernetes.ts'
import { recipes } from './recipes.ts'
import { checkRoom, diskNeeded } from './room.ts'

const gib = 2 ** 30
const plenty = { diskBytes: 50 * gib, memoryBytes: 16 * gib }

test('enough is enough, and nothing to build needs nothing', () => {
  checkRoom(recipes, plenty)
  checkRoom([], { diskBytes: 0, memoryBytes: 0 })
})
test('disk is asked for the sum of what is still to build', () => {
  const each = (name: string): Recipe => ({ ...small, name, estimateSeconds: 100 })
  checkRoom([each('a')], { ...plenty, diskBytes: 2.5 * gib })
  assert.throws(() => checkRoom([each('a'), each('b')], { ...plenty, diskBytes: 2.49 * gib }), {
    code: 'artifact.no-room',
    facts: { artifacts: 'a, b', what: 'disk', neededGiB: 3.5, freeGiB: 2.4 },
  })
})
test('memory is asked for the largest program', () => {
  checkRoom([small], { ...plenty, memoryBytes: 2 * gib })
  assert.throws(() => checkRoom([small, large], { ...plenty, memoryBytes: 2 * gib }), {
    code: 'artifact.no-room',
    facts: { artifacts: 'cni-flannel, kubernetes-1.37.2', what: 'memory', neededGiB: 4, freeGiB: 2 },
  })
})
test('all there is stays under the peak of 25 GiB, as caches are cut back between builds', () => {
  assert.ok(diskNeeded([...recipes, ...recipes, ...recipes]) < 25 * gib)
})
