/** The cache of what was read. The stream invalidates it; a timer reads again only while the stream is broken. */
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { problemOf } from './client.ts'

/** @param onSignedOut called when the session has ended and the cache is cleared */
export function makeStore(onSignedOut: () => void): QueryClient {
  const onError = (failure: unknown) => {
    if (problemOf(failure).code !== 'account.unknown') return
    queries.clear()
    onSignedOut()
  }
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        retry: (count, failure) => count < 2 && problemOf(failure).retry,
        retryDelay: 400,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
  return queries
}
