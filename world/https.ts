/** HTTPS to the cloud by its own CA. Names under `localhost` are this machine, as in browsers and curl, whatever its resolver says. */
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, fetch } from 'undici'
import { patience } from './patience.ts'

export type Https = {
  /** As `fetch` of browsers; a body may stay silent for as long as it likes. Ended by the signal of `init`. */
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
