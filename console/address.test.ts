import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router'
import { address, type Target } from './address.ts'
import { routes } from './routes.ts'
import { trailOf } from './ui/trail.ts'

test('an address is where a link leads', () => {
  const podAt = address('/nodes/$node/pods/$id', { search: (given) => given, examples: ['/nodes/m1/pods/7'] })
  assert.deepEqual(podAt({ node: 'm1', id: 7 }, { log: true }), {
    to: '/nodes/$node/pods/$id',
    params: { node: 'm1', id: '7' },
    search: { log: true },
  })
  const nodesAt = address('/nodes', { search: (given) => given, examples: ['/nodes'] })
  assert.deepEqual(nodesAt({ ready: true }), { to: '/nodes', params: {}, search: { ready: true } })
  assert.deepEqual(nodesAt(), { to: '/nodes', params: {}, search: {} })
})

for (const { address } of routes)
  for (const example of address.examples)
    test(`links that people have kept lead to their page: ${example}`, () => {
      const { pathname, search } = new URL(example, 'https://console')
      const { route, params } = trailOf(routes, pathname).at(-1)!
      assert.equal(route.address, address, 'another page takes it')
      const link = address as (...at: readonly object[]) => Target
      const understood = address.search?.(defaultParseSearch(search)) ?? {}
      const {
        to,
        params: given,
        search: kept = {},
      } = link(...(address.pattern.includes('$') ? [params] : []), understood)
      const drawn = to.replace(/\$(\w+)/g, (_, name: string) => given![name]!)
      assert.equal(drawn + defaultStringifySearch(kept as Record<string, unknown>), example)
    })
