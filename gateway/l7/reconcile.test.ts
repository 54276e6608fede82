import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableReconciler } from './reconcile.ts'

function scene() {
  const state = {
    wanted: undefined as string | undefined,
    has: undefined as string | undefined,
    isAway: false,
  }
  const said: string[] = []
  let puts = 0
  const nginx = {
    hasTable: async () => state.has !== undefined,
    put: async (table: string) => {
      puts += 1
      if (state.isAway) throw new Error('no answer')
      state.has = table
    },
  }
  const reconciler = tableReconciler({ wanted: () => state.wanted, nginx, say: (line) => said.push(line) })
  const turns = async (count: number) => {
    for (let turn = 0; turn < count; turn += 1) await reconciler.turn()
  }
  return { state, said, reconciler, turns, puts: () => puts }
}

test('nothing goes out before all was read, and all of it once it was', async () => {
  const { state, reconciler, turns } = scene()
  await turns(60)
  assert.equal(state.has, undefined)
  assert.equal(reconciler.isCurrent(), false)
  state.wanted = 'a'
  reconciler.changed()
  await turns(1)
  assert.equal(state.has, 'a')
  assert.equal(reconciler.isCurrent(), true)
})
test('a change goes out in the next turn, one that changes no table does not', async () => {
  const { state, reconciler, turns, puts } = scene()
  state.wanted = 'a'
  await turns(1)
  reconciler.changed()
  await turns(1)
  assert.equal(puts(), 1)
  state.wanted = 'b'
  reconciler.changed()
  await turns(1)
  assert.equal(state.has, 'b')
})
test('nginx that lost its table gets it again within fifty turns', async () => {
  const { state, turns } = scene()
  state.wanted = 'a'
  await turns(1)
  state.has = undefined
  await turns(50)
  assert.equal(state.has, 'a')
})
test('a refused table is said, and tried again after a rest', async () => {
  const { state, said, reconciler, turns, puts } = scene()
  Object.assign(state, { wanted: 'a', isAway: true })
  await turns(25)
  assert.equal(puts(), 1)
  assert.deepEqual(said, ['nginx did not take the table: no answer'])
  assert.equal(reconciler.isCurrent(), false)
  state.isAway = false
  await turns(25)
  assert.equal(state.has, 'a')
  assert.equal(reconciler.isCurrent(), true)
})
