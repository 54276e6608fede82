import assert from 'node:assert/strict'
import { test } from 'node:test'
import { secondsText } from './seconds.ts'

const ran = (path: string, seconds: number, cpuSeconds: number) => ({ path, seconds, cpuSeconds })
const always = () => true

test('one line a file, by path, in whole seconds; what takes no time is left out', () => {
  const text = secondsText('', [ran('b', 61.5, 100.4), ran('a', 2.4, 0.2), ran('c', 0.4, 0.3)], 2, always)
  assert.equal(
    text,
    `{
  "cores": 2,
  "files": {
    "a": { "seconds": 2, "cpuSeconds": 0 },
    "b": { "seconds": 62, "cpuSeconds": 100 }
  }
}
`,
  )
  assert.deepEqual(JSON.parse(secondsText('', [], 4, always)), { cores: 4, files: {} })
})

test('files that did not run keep their line, those that are gone do not', () => {
  const known = secondsText('', [ran('a', 1, 1), ran('b', 2, 2), ran('gone', 3, 3)], 2, always)
  const text = secondsText(known, [ran('b', 5, 5)], 2, (path) => path !== 'gone')
  assert.deepEqual(JSON.parse(text).files, {
    a: { seconds: 1, cpuSeconds: 1 },
    b: { seconds: 5, cpuSeconds: 5 },
  })
  assert.deepEqual(JSON.parse(secondsText(known, [ran('a', 0.1, 0)], 2, always)).files.a, undefined)
})
