import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterSeconds } from './up-runs.ts'

const journal = (...rows: readonly (readonly [step: string, event: string, second: number])[]) =>
  rows
    .map(([step, event, second]) =>
      JSON.stringify({ step, event, at: new Date(second * 1000).toISOString(), seconds: 0 }),
    )
    .join('\n')

test('the share of the cluster is from its start to its verification, whatever runs beside it', () => {
  const rows = journal(
    ['hosts', 'done', 6],
    ['cluster', 'started', 7],
    ['cluster', 'done', 21],
    ['part-system', 'done', 22],
    ['cluster-ready', 'done', 27],
    ['sample', 'done', 40],
  )
  assert.equal(clusterSeconds(rows), 20)
})
test('of a commit with one step for the cluster it is that one', () => {
  assert.equal(clusterSeconds(journal(['cluster', 'started', 7], ['cluster', 'done', 40])), 33)
})
