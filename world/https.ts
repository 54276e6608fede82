/** HTTPS to the cloud with its own CA. Names below `localhost` always mean 127.0.0.1, as in browsers and curl. */
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, fetch } from 'undici'
import { patience } from './patience.ts'

export type Https = {
  /** Like `fetch` of browsers; a body may pause without limit. The signal of `init` aborts it. */
  readonly send: (url: string, init?: RequestInit) => Promise<Response>
  readonly close: () => Promise<void>
}

const asBrowsersDo: LookupFunction = (name, options, done) =>
  name.endsWith('.localhost')
    ? options.all
      ? done(null, [{ address: '127.0.0.1', family: 4 }])
      : done(null, '127.0.0.1', 4)
    : lookup(name, options, done)

export function https(ca: string): Https {
  const dispatcher = new Agent({
    connect: { ca, lookup: asBrowsersDo },
    headersTimeout: 60_000 * patience(),
    bodyTimeout: 0,
  })
  return {
    send: async (url, init = {}) => {
      const answer: unknown = await fetch(url, { ...(init as object), dispatcher })
      return answer as Response
    },
    close: () => dispatcher.destroy(),
  }
}
