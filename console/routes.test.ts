import assert from 'node:assert/strict'
import { test } from 'node:test'
import { QueryClient } from '@tanstack/react-query'
import type { StaleOn } from './api/stale.ts'
import { routes } from './routes.ts'

test('each address has one page', () => {
  const patterns = routes.map(({ address }) => address.pattern)
  assert.deepEqual(
    patterns.filter((one, at) => patterns.indexOf(one) !== at),
    [],
  )
})
test('a page says of all that it reads what makes it old, or that the stream does not tell', async () => {
  for (const { address, load, staleOn, withoutEvents = [] } of routes) {
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
      [...new Set(keys)].sort(),
      [...new Set(stale.map(String)), ...withoutEvents].sort(),
      address.pattern,
    )
  }
})
