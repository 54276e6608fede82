import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawLine, drawTree, duration } from './progress-lines.ts'

test('durations are read at a glance', () => {
  assert.deepEqual([0.4, 59.4, 71, 3600].map(duration), ['0 s', '59 s', '1 m 11 s', '60 m 0 s'])
})
test('a line fits the terminal and keeps its time at the right', () => {
  const line = drawLine(
    { title: 'Programs', state: 'running', note: 'x'.repeat(80), seconds: 31 },
    12,
    60,
    false,
  )
  assert.ok(line.length <= 60, line)
  assert.ok(line.endsWith('… 31 s'), line)
})
test('a note begins behind the longest title', () => {
  const lines = drawTree(
    [
      { title: 'Hosts of the cluster and its registry', state: 'running', note: 'containerd' },
      { title: 'Hosts', state: 'running', note: 'm1' },
    ],
    100,
    false,
  ).split('\n')
  assert.deepEqual(
    lines.map((line) => line.trimEnd()),
    ['  ◐ Hosts of the cluster and its registry  containerd', `  ◐ ${'Hosts'.padEnd(39)}m1`],
  )
})
test('shape and word say the state without colour', () => {
  assert.equal(
    drawTree(
      [
        { title: 'Hosts', state: 'unchanged' },
        { title: 'Cluster', state: 'waiting' },
      ],
      40,
      false,
    ),
    '  ● Hosts                  nothing to do\n  ○ Cluster',
  )
})
