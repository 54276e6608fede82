/** HTTPS to a cloud: with its own CA or, where that is not known, with those that this machine trusts. Names below `localhost` always mean 127.0.0.1, as in browsers and curl. */
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { getCACertificates } from 'node:tls'
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

/** Of Debian and its operator, of Node, and of `NODE_EXTRA_CA_CERTS`. */
const trustedHere = () => [
  ...new Set((['system', 'bundled', 'extra'] as const).flatMap((source) => getCACertificates(source))),
]

export function https(ca: string | undefined): Https {
  const dispatcher = new Agent({
    connect: { ca: ca ?? trustedHere(), lookup: asBrowsersDo },
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
