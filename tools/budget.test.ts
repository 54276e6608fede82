import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stories } from '@opads/stories/stories'
import { budgetFaults, budgetRows, budgetText, type FileUse, shares, type TierUse } from './budget.ts'

const file = (path: string, seconds: number, cpuSeconds: number): FileUse => ({ path, seconds, cpuSeconds })
const tier = (
  name: string,
  seconds: number,
  cpuSeconds: number,
  files: readonly FileUse[] = [],
): TierUse => ({
  tier: name,
  seconds,
  cpuSeconds,
  files,
})
const verdicts = (uses: readonly TierUse[], cores = 2, isHeld = true) =>
  budgetRows(uses, cores, isHeld).map(({ name, verdict }) => `${name}: ${verdict}`)

test('the shares are together no more than 45 minutes', () => {
  assert.ok(shares.reduce((sum, { minutes }) => sum + minutes, 0) <= 45)
})

test('every story that is run every time has a share', () => {
  const known = shares.flatMap(({ tiers }) => tiers as readonly string[])
  const told = stories.filter(({ everyTime }) => everyTime).map(({ name }) => `story ${name}`)
  assert.deepEqual(
    told.filter((name) => !known.includes(name)),
    [],
  )
})

test('CPU seconds by cores decide; wall time is only noted', () => {
  assert.deepEqual(verdicts([tier('component', 800, 1680)]), ['component: within'])
  assert.deepEqual(verdicts([tier('component', 900, 1681)]), ['component: over'])
  assert.deepEqual(verdicts([tier('component', 900, 1681)], 4), ['component: slow'])
  // Of two subjects the long tests ran too.
  const [row] = budgetRows([tier('component', 900, 2160)], 2, true, 2)
  assert.deepEqual([row?.shareSeconds, row?.verdict], [1080, 'within'])
})

test('tiers of one share are added up', () => {
  assert.deepEqual(verdicts([tier('check', 50, 100), tier('unit', 50, 81)]), ['checks and unit: over'])
  const told = [
    tier('story single', 500, 900),
    tier('story killed-up', 90, 90),
    tier('story bad-days', 519, 900),
  ]
  assert.deepEqual(verdicts(told), ['stories on one host: within', 'story killed-up: within'])
})

test('a story of other days has no share, and with all of them no tier has', () => {
  const uses = [tier('component', 9000, 9000), tier('story stock-debian', 9000, 9000)]
  assert.deepEqual(verdicts(uses), ['component: over', 'story stock-debian: free'])
  assert.deepEqual(verdicts(uses, 2, false), ['component: free', 'story stock-debian: free'])
})

test('a fault names what took most, and a tier within its share is none', () => {
  const files = [file('a', 9, 100), file('b', 1, 900), file('c', 1, 500), file('d', 1, 300)]
  const rows = budgetRows([tier('unit', 1, 1), tier('component', 1000, 1800, files)], 2, true)
  assert.deepEqual(budgetFaults(rows, 2), [
    '"component" needs 1800 CPU seconds, 900 s on 2 cores, and its share is 840 s. Most of it took: b (900), c (500), d (300)',
  ])
})

test('the table has the tiers and the five slowest files of all', () => {
  const many = [1, 2, 3, 4].map((number) => file(`u${number}`, number, 0.25))
  const uses = [
    tier('unit', 12.4, 20, many),
    tier('component', 900, 950, [file('slow', 300, 1), file('long name', 200, 2)]),
  ]
  assert.equal(
    budgetText(budgetRows(uses, 2, true)),
    `
  tier             seconds  CPU seconds  share
  checks and unit       12           20     90  within
  component            900          950    840  within by CPU, slower on this machine
  slowest files
  slow               300.0          1.0
  long name          200.0          2.0
  u4                   4.0          0.3
  u3                   3.0          0.3
  u2                   2.0          0.3
`,
  )
  assert.equal(budgetText([]), '')
})
