import assert from 'node:assert/strict'
import { test } from 'node:test'
import { QueryClient } from '@tanstack/react-query'
import type { StaleOn } from './api/stale.ts'
import { patterns } from './paths.ts'
import { routes } from './routes.ts'

test('each address has one page, and each page an address', () => {
  assert.deepEqual(routes.map((one) => one.path).sort(), Object.values(patterns).sort())
})
test('a page says of all that it reads what makes it old, but of what the stream does not tell', async () => {
  const untold = ['me', 'tokens', 'users', 'clusters', 'members', 'audit'] // `clusters` is read again by the clock
  for (const { path, load, staleOn } of routes) {
    const queries = new QueryClient()
    const keys: string[] = []
    const note = ({ queryKey }: { readonly queryKey: readonly unknown[] }) => {
      keys.push(String(queryKey[0]))
      return Promise.resolve()
    }
    queries.ensureQueryData = note as never
    queries.ensureInfiniteQueryData = note as never
    await load?.(queries, { params: { name: 'hello', id: '7' }, search: {} })
    const change = { application: 'hello', run: 7 }
    const stale = Object.entries(staleOn ?? {}).flatMap(([topic, keysOf]) =>
      keysOf({ ...change, topic: topic as keyof StaleOn }).map(([first]) => first),
    )
    assert.deepEqual(
      [...new Set(keys)].filter((key) => !untold.includes(key)).sort(),
      [...new Set(stale)].map(String).sort(),
      path,
    )
  }
})
