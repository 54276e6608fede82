/** One request to a registry: TLS, authentication, redirects, retries after a broken connection. */
import { isIP } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import { challengeOf, tokenUrl } from './registry-challenge.ts'
import { exchangeOver, type HttpAnswer } from './registry-http.ts'

export type RegistryAccess = {
  /** `host:port` */
  readonly name: string
  /** Where to connect when the name does not resolve here: `address:port`. */
  readonly connectTo?: string
  /** PEM of the CA that signed the registry's certificate; without it, the CAs that this machine trusts. */
  readonly ca?: string
  /** Without account and password the calls are anonymous. */
  readonly account?: string
  readonly password?: Secret
}
type Call = (
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH',
  /** Or a location that the registry returned. */
  path: string,
  options: {
    readonly codes: readonly number[]
    readonly body?: string | AsyncIterable<Buffer>
    readonly headers?: Readonly<Record<string, string>>
    /** The caller reads the body as a stream. */
    readonly isStream?: boolean
  },
) => Promise<CallAnswer>
type CallAnswer = {
  readonly status: number
  readonly header: (key: string) => string
  /** Empty where the answer is a stream. */
  readonly text: string
  readonly bytes: AsyncIterable<Buffer>
}

const attempts = 5
const mayPass = new Set([408, 425, 429, 500, 502, 503, 504])

/** @throws Problem `registry.failed` when the registry refuses, `registry.unreachable` when it does not answer */
export function registryCall({ name, connectTo = name, ca, account, password }: RegistryAccess): {
  call: Call
  close: () => void
} {
  const near = exchangeOver(ca, hostOf(name))
  const elsewhere = exchangeOver() // some registries redirect blobs to another host, which must not get our credentials
  const origin = `https://${connectTo}`
  const basic =
    account === undefined
      ? undefined
      : `Basic ${Buffer.from(`${account}:${password?.reveal() ?? ''}`).toString('base64')}`
  let authorization = basic

  const ask = (method: string, path: string, { body, headers = {} }: Parameters<Call>[2]) =>
    near.exchange(method, path.startsWith('https://') ? atOrigin(path) : `${origin}${path}`, {
      headers: { host: name, ...(authorization && { authorization }), ...headers },
      ...(body !== undefined && { body }),
    })
  const atOrigin = (url: string) => url.replace(/^https:\/\/[^/]+/, origin)

  /** Some registries answer 401 with the URL of a token server. */
  const newToken = async (header: string): Promise<string | undefined> => {
    const challenge = challengeOf(header)
    const url = challenge && tokenUrl(challenge)
    if (!url) return undefined
    const { host } = new URL(url)
    const headers = { host, ...(basic && { authorization: basic }) }
    const answer = await (host === name
      ? near.exchange('GET', atOrigin(url), { headers })
      : elsewhere.exchange('GET', url, { headers }))
    const text = await answer.text()
    if (answer.status !== 200) return undefined
    const { token, access_token } = JSON.parse(text) as { token?: string; access_token?: string }
    return token ?? access_token
  }

  const call: Call = async (method, path, options) => {
    const { codes, body } = options
    const canRepeat = body === undefined || typeof body === 'string'
    for (let attempt = 1; ; attempt += 1) {
      try {
        let answer = await ask(method, path, options)
        if (answer.status === 401 && canRepeat) {
          const token = await newToken(String(answer.headers['www-authenticate'] ?? ''))
          if (token) {
            await answer.text()
            authorization = `Bearer ${token}`
            answer = await ask(method, path, options)
          }
        }
        if ([301, 302, 307].includes(answer.status) && method === 'GET') {
          await answer.text()
          const headers = { ...options.headers }
          answer = await elsewhere.exchange('GET', String(answer.headers.location), { headers })
        }
        if (codes.includes(answer.status)) return await answerOf(answer, options.isStream ?? false)
        const said = (await answer.text()).slice(0, 300)
        const status = answer.status
        throw new Problem('registry.failed', {
          registry: name,
          what: `${method} ${path.split('?')[0]}`,
          status,
          said,
        })
      } catch (failure) {
        const isRefused = failure instanceof Problem && !mayPass.has(Number(failure.facts.status))
        if (isRefused || !canRepeat || attempt >= attempts) {
          throw failure instanceof Problem ? failure : unreachable(name, failure)
        }
        await sleep(50 * 2 ** attempt)
      }
    }
  }
  return {
    call,
    close: () => {
      near.close()
      elsewhere.close()
    },
  }
}

export function unreachable(registry: string, failure: unknown): Problem {
  if (failure instanceof Problem) return failure
  const said = (failure as { code?: string }).code ?? String(failure)
  return new Problem('registry.unreachable', { registry, said }, failure)
}

/** The name that the certificate must have; TLS checks an IP address itself. */
const hostOf = (name: string) => {
  const host = name.replace(/:\d+$/, '')
  return isIP(host) ? undefined : host
}

const answerOf = async (
  { status, headers, text, bytes }: HttpAnswer,
  isStream: boolean,
): Promise<CallAnswer> => ({
  status,
  header: (key) => String(headers[key] ?? ''),
  text: isStream ? '' : await text(),
  bytes,
})
