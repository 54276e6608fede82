import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inWords, isCompiled, packagesToCompile, titleOf, withShareOfAll } from './progress.ts'

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
test('how far all builds are is told by their time', () => {
  const expected = new Map([
    ['a', 30],
    ['b', 10],
  ])
  const news = (artifact: string, share: number, built: readonly string[]) =>
    withShareOfAll({ artifact, share, note: '' }, expected, new Set(built)).shareOfAll
  assert.deepEqual([news('a', 0.5, []), news('a', 1, ['a']), news('b', 0.5, ['a'])], [0.375, 0.75, 0.875])
  assert.deepEqual(withShareOfAll({ note: 'waits' }, expected, new Set()), { note: 'waits' })
})
test('names and times as people read them', () => {
  assert.deepEqual([inWords(89), inWords(200)], ['89 s', '3 min'])
  assert.equal(titleOf({ name: 'etcd-3.7.3', version: '3.7.3' }), 'etcd 3.7.3')
  assert.equal(titleOf({ name: 'runc', version: '1.5.2' }), 'runc 1.5.2')
})
