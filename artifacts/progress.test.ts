import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWords, isCompiled, packagesToCompile, secondsLeft } from './progress.ts'

test('packages to compile are counted from the banners of a plan', () => {
  const banner = (path: string) => `\n#\n# ${path}\n#\n\nmkdir -p $WORK/b1/\necho '# import config' > x\n`
  assert.equal(packagesToCompile(`${banner('internal/abi')}${banner('k8s.io/api/core/v1')}`), 2)
  assert.equal(packagesToCompile("mkdir -p $WORK/b001/\ncat >x << 'EOF' # internal\n"), 0)
})
test('a compiled package is told from what else go prints', () => {
  const lines = [
    'k8s.io/api/core/v1',
    'fmt',
    'go: downloading k8s.io/api v0.37.2',
    '# runtime/cgo',
    'x.c:3: warning',
  ]
  assert.deepEqual(lines.filter(isCompiled), ['k8s.io/api/core/v1', 'fmt'])
})
test('what remains comes from the last build first, then from the share that is done', () => {
  assert.equal(secondsLeft(400, 0, 0), 400)
  assert.equal(secondsLeft(400, 300, 0.5), 300) // slower than last time
  assert.equal(secondsLeft(400, 500, 0), 0)
  assert.equal(secondsLeft(400, 10, 1), 0)
  assert.deepEqual([inWords(89), inWords(200)], ['89 s', '3 min'])
})
