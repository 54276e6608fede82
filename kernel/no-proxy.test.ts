import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutProxy } from './no-proxy.ts'

test('where no proxy is set, nothing is', () => {
  assert.deepEqual(withoutProxy({ PATH: '/bin', no_proxy: 'corp' }), {})
})

test('the operator’s entries stay and ours are added once, in both spellings', () => {
  const first = withoutProxy({ HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'corp, .localhost' }, 'cloud.example')
  assert.equal(first.no_proxy, first.NO_PROXY)
  const list = first.no_proxy!.split(',')
  assert.equal(list[0], 'corp')
  for (const one of [
    '.localhost',
    '198.18.0.0/15',
    'registry.opads.internal',
    'cloud.example',
    '.cloud.example',
  ])
    assert.equal(list.filter((entry) => entry === one).length, 1, one)
  assert.deepEqual(withoutProxy({ http_proxy: 'http://p', ...first }, 'cloud.example'), first)
})
