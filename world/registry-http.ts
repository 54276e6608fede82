/** One HTTPS request with a given CA and server name. By Node's own client, which starts five times faster than undici. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Agent, request } from 'node:https'
import { Readable } from 'node:stream'
import { patience } from './patience.ts'

type Exchange = (
  method: string,
  url: string,
  options: {
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string | AsyncIterable<Buffer>
  },
) => Promise<HttpAnswer>
export type HttpAnswer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: () => Promise<string>
  /** Must be read to its end, or the connection stays occupied. */
  readonly bytes: AsyncIterable<Buffer>
}

/** Manifests, configurations and error messages have some kilobytes; registries accept at most 4 MiB. */
const mostOfText = 4 * 2 ** 20

/** A connection without a byte for so long is broken. */
const quietMs = 60_000

/** @param ca PEM; without it, the CAs that this machine trusts @param servername name in the certificate; default: the URL's host */
export function exchangeOver(ca?: string, servername?: string): { exchange: Exchange; close: () => void } {
  const agent = new Agent({
    keepAlive: true,
    maxSockets: 8,
    ...(ca !== undefined && { ca }),
    ...(servername !== undefined && { servername }),
  })
  const exchange: Exchange = (method, url, { headers, body }) =>
    new Promise((resolve, reject) => {
      const call = request(url, { method, agent, headers, timeout: quietMs * patience() })
      const fail = (cause: Error) => {
        call.destroy()
        reject(cause)
      }
      call.on('timeout', () => fail(Object.assign(new Error('no byte came'), { code: 'ETIMEDOUT' })))
      call.on('error', reject)
      call.on('response', (answer) => resolve(answerOf(answer)))
      if (body === undefined || typeof body === 'string') call.end(body)
      else Readable.from(body, { objectMode: false }).on('error', fail).pipe(call)
    })
  return { exchange, close: () => agent.destroy() }
}

const answerOf = (answer: IncomingMessage): HttpAnswer => ({
  status: answer.statusCode ?? 0,
  headers: answer.headers,
  bytes: answer,
  text: async () => {
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > mostOfText) {
        answer.destroy()
        throw Object.assign(new Error('the answer is too long'), { code: 'EMSGSIZE' })
      }
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  },
})
