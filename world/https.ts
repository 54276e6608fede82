/** HTTPS to the cloud by its own CA. Names under `localhost` are this machine, as in browsers and curl, whatever its resolver says. */
import { lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { Agent, request } from 'undici'

export type Answer = { readonly status: number; readonly text: string }
export type Https = {
  readonly call: (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    options?: { body?: unknown; token?: string },
  ) => Promise<Answer>
  readonly chunks: (url: string, token: string, onText: (text: string) => void) => Promise<number>
  readonly close: () => Promise<void>
}

const asBrowsersDo: LookupFunction = (name, options, done) =>
  name.endsWith('.localhost')
    ? options.all
      ? done(null, [{ address: '127.0.0.1', family: 4 }])
      : done(null, '127.0.0.1', 4)
    : lookup(name, options, done)

export function https(ca: string): Https {
  const dispatcher = new Agent({ connect: { ca, lookup: asBrowsersDo } })
  const headers = (token?: string) => ({
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  })
  return {
    call: async (method, url, { body, token } = {}) => {
      const answer = await request(url, {
        method,
        dispatcher,
        headers: headers(token),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: answer.statusCode, text: await answer.body.text() }
    },
    chunks: async (url, token, onText) => {
      const answer = await request(url, { dispatcher, headers: headers(token), bodyTimeout: 0 })
      for await (const chunk of answer.body.setEncoding('utf8')) onText(String(chunk))
      return answer.statusCode
    },
    close: () => dispatcher.close(),
  }
}
