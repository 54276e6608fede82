import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secondsText } from './seconds.ts'

const ran = (path: string, seconds: number, cpuSeconds: number) => ({ path, seconds, cpuSeconds })
const always = () => true
const machine = { cores: 2, cpu: 'EPYC', memoryGiB: 24, kernel: '6.1', node: '26' }
const here = { at: '2026-11-28T10:00:00.000Z', commit: '0123abcd', machine }

test('one line a file, by path, in whole seconds; what takes no time is left out', () => {
  const text = secondsText('', [ran('b', 61.5, 100.4), ran('a', 2.4, 0.2), ran('c', 0.4, 0.3)], here, always)
  assert.equal(
    text,
    `{
  "at": "2026-11-28T10:00:00.000Z",
  "commit": "0123abcd",
  "machine": {"cores":2,"cpu":"EPYC","memoryGiB":24,"kernel":"6.1","node":"26"},
  "files": {
    "a": { "seconds": 2, "cpuSeconds": 0 },
    "b": { "seconds": 62, "cpuSeconds": 100 }
  }
}
`,
  )
  assert.deepEqual(JSON.parse(secondsText('', [], here, always)), { ...here, files: {} })
})

test('files that did not run keep their line, those that are gone do not', () => {
  const known = secondsText('', [ran('a', 1, 1), ran('b', 2, 2), ran('gone', 3, 3)], here, always)
  const text = secondsText(known, [ran('b', 5, 5)], here, (path) => path !== 'gone')
  assert.deepEqual(JSON.parse(text).files, {
    a: { seconds: 1, cpuSeconds: 1 },
    b: { seconds: 5, cpuSeconds: 5 },
  })
  assert.deepEqual(JSON.parse(secondsText(known, [ran('a', 0.1, 0)], here, always)).files.a, undefined)
})

test('what another machine took is not mixed with what this one takes', () => {
  const known = secondsText('', [ran('a', 1, 1)], here, always)
  const there = { ...here, machine: { ...machine, cores: 8 } }
  assert.deepEqual(JSON.parse(secondsText(known, [ran('b', 2, 2)], there, always)).files, {
    b: { seconds: 2, cpuSeconds: 2 },
  })
})
