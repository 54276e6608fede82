/** One request to a registry: its name and CA, its way of asking who calls, again where the line broke. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import { Agent, request } from 'undici'
import { challengeOf, tokenUrl } from './registry-challenge.ts'

export type RegistryAccess = {
  /** `host:port` */
  readonly name: string
  /** Where to connect when the name does not resolve here: `address:port`. */
  readonly connectTo?: string
  /** PEM of the CA that signs the registry; without it, those that this machine trusts. */
  readonly ca?: string
  /** Without them nobody is named. */
  readonly account?: string
  readonly password?: Secret
}
export type Call = (
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH',
  /** Or a location that the registry named. */
  path: string,
  options: {
    readonly codes: readonly number[]
    readonly body?: string | AsyncIterable<Buffer>
    readonly headers?: Readonly<Record<string, string>>
  },
) => Promise<CallAnswer>
export type CallAnswer = {
  readonly status: number
  readonly header: (key: string) => string
  readonly text: () => Promise<string>
  readonly bytes: AsyncIterable<Buffer>
}

const attempts = 5
const mayPass = new Set([408, 425, 429, 500, 502, 503, 504])

/** @throws Problem `registry.failed` when the registry refuses, `registry.unreachable` when it does not answer */
export function registryCall({ name, connectTo = name, ca, account, password }: RegistryAccess): {
  call: Call
  close: () => Promise<void>
} {
  const servername = name.replace(/:\d+$/, '')
  const dispatcher = new Agent({ connect: { ...(ca && { ca }), servername }, connections: 8 })
  const elsewhere = new Agent() // blobs of some registries lie at another host, which is not to be told who we are
  const origin = `https://${connectTo}`
  const basic =
    account === undefined
      ? undefined
      : `Basic ${Buffer.from(`${account}:${password?.reveal() ?? ''}`).toString('base64')}`
  let authorization = basic

  const ask = (method: Parameters<Call>[0], path: string, { body, headers = {} }: Parameters<Call>[2]) =>
    request(path.startsWith('https://') ? path.replace(/^https:\/\/[^/]+/, origin) : `${origin}${path}`, {
      method,
      dispatcher,
      headers: { host: name, ...(authorization && { authorization }), ...headers },
      ...(body !== undefined && { body: body as string }),
    })

  /** Registries with accounts of their own kind send the caller to another place for a token. */
  const newToken = async (header: string): Promise<string | undefined> => {
    const challenge = challengeOf(header)
    const url = challenge && tokenUrl(challenge)
    if (!url) return undefined
    const own = new URL(url).host === name
    const answer = await request(own ? url.replace(/^https:\/\/[^/]+/, origin) : url, {
      dispatcher: own ? dispatcher : elsewhere,
      headers: { host: new URL(url).host, ...(basic && { authorization: basic }) },
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) return undefined
    const { token, access_token } = JSON.parse(text) as { token?: string; access_token?: string }
    return token ?? access_token
  }

  const call: Call = async (method, path, options) => {
    const { codes, body } = options
    const canRepeat = body === undefined || typeof body === 'string'
    for (let attempt = 1; ; attempt += 1) {
      try {
        let answer = await ask(method, path, options)
        if (answer.statusCode === 401 && canRepeat) {
          const token = await newToken(String(answer.headers['www-authenticate'] ?? ''))
          if (token) {
            await answer.body.dump()
            authorization = `Bearer ${token}`
            answer = await ask(method, path, options)
          }
        }
        if ([301, 302, 307].includes(answer.statusCode) && method === 'GET') {
          await answer.body.dump()
          const headers = { ...options.headers }
          answer = await request(String(answer.headers.location), { dispatcher: elsewhere, headers })
        }
        if (codes.includes(answer.statusCode)) return answerOf(answer)
        const said = (await answer.body.text()).slice(0, 300)
        const status = answer.statusCode
        throw new Problem('registry.failed', {
          registry: name,
          what: `${method} ${path.split('?')[0]}`,
          status,
          said,
        })
      } catch (failure) {
        const isRefused = failure instanceof Problem && !mayPass.has(Number(failure.facts.status))
        if (isRefused || !canRepeat || attempt >= attempts) {
          if (failure instanceof Problem) throw failure
          const said = (failure as { code?: string }).code ?? String(failure)
          throw new Problem('registry.unreachable', { registry: name, said }, failure)
        }
        await sleep(50 * 2 ** attempt)
      }
    }
  }
  return {
    call,
    close: async () => {
      await Promise.all([dispatcher.close(), elsewhere.close()])
    },
  }
}

function answerOf({ statusCode, headers, body }: Awaited<ReturnType<typeof request>>): CallAnswer {
  return {
    status: statusCode,
    header: (key) => String(headers[key] ?? ''),
    text: () => body.text(),
    bytes: body as AsyncIterable<Buffer>,
  }
}
