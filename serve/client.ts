/** The typed client of a contract; imports only types, so it is small and safe for browsers. */
import type { AnswerOf, Contract, GivenBodyOf, ParamsOf } from './contract.ts'

/** The error answer of a server: RFC 9457 with our code, the sentence in both languages and the next step. */
export type ProblemAnswer = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly titleZh: string
  readonly next: string
  /** Servers of earlier releases do not send it. */
  readonly nextZh?: string | undefined
  readonly retry: boolean
  readonly facts: Readonly<Record<string, unknown>>
  /** Id of the request in the server's log. */
  readonly request: string
}

export class Refused extends Error {
  override readonly name = 'Refused'
  readonly problem: ProblemAnswer
  constructor(problem: ProblemAnswer) {
    super(problem.title)
    this.problem = problem
  }
}

type Options<Route, E> = {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly signal?: AbortSignal
  /** ETag of the object that the write changes, from when it was read. The write is refused if the object has changed since. */
  readonly ifMatch?: string | undefined
  /** Of this call, besides those of all. */
  readonly headers?: Readonly<Record<string, string>>
} & (unknown extends ParamsOf<Route & string> ? unknown : { readonly params: ParamsOf<Route & string> }) &
  (GivenBodyOf<E> extends undefined ? unknown : { readonly body: GivenBodyOf<E> })

/** `options` may be left out where a route takes no input. */
export type Client<
  C extends Contract,
  Answers extends Record<keyof C, unknown> = { readonly [Route in keyof C]: AnswerOf<C[Route]> },
> = <Route extends keyof C & string>(
  route: Route,
  ...options: Record<never, never> extends Options<Route, C[Route]>
    ? [options?: Options<Route, C[Route]>]
    : [options: Options<Route, C[Route]>]
) => Promise<Answers[Route]>

/**
 * @param send `fetch` in browsers; elsewhere a `fetch` that trusts the cloud's CA
 * @throws Refused with the server's problem; where there was no answer, the failure of `send`
 */
export function client<C extends Contract>(
  origin: string,
  send: (url: string, init: RequestInit) => Promise<Response>,
  headers: () => Readonly<Record<string, string>> = () => ({}),
): Client<C> {
  const call = async (route: string, options?: AnyOptions) =>
    answerOf(await sent(origin, send, headers(), route, options))
  return call as unknown as Client<C>
}

/** The answer of a read that is `tagged` has its ETag, for `ifMatch`; servers of earlier releases send none. */
type Tagged<E> = E extends { readonly tagged: true }
  ? AnswerOf<E> & { readonly etag?: string | undefined }
  : AnswerOf<E>

/** As `client`, for a browser, which sends its cookie by itself. */
export function taggedClient<C extends Contract>(
  origin: string,
  send: (url: string, init: RequestInit) => Promise<Response>,
): Client<C, { readonly [Route in keyof C]: Tagged<C[Route]> }> {
  const call = async (route: string, options?: AnyOptions) => {
    const response = await sent(origin, send, {}, route, options)
    const etag = response.headers.get('etag')
    const answer: unknown = await answerOf(response)
    return etag === null ? answer : { ...(answer as object), etag }
  }
  return call as never
}

type AnyOptions = {
  params?: Record<string, string>
  query?: object
  body?: unknown
  signal?: AbortSignal
  ifMatch?: string | undefined
  headers?: Readonly<Record<string, string>>
}
/** @throws Refused */
async function sent(
  origin: string,
  send: (url: string, init: RequestInit) => Promise<Response>,
  headers: Readonly<Record<string, string>>,
  route: string,
  { params, query, body, signal, ifMatch, headers: more }: AnyOptions = {},
): Promise<Response> {
  const [method, path] = route.split(' ') as [string, string]
  const response = await send(`${origin}${pathOf(path, params)}${queryOf(query)}`, {
    method,
    headers: {
      ...headers,
      ...more,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  })
  if (response.ok) return response
  throw new Refused(await problemOf(response))
}

const answerOf = async (response: Response): Promise<unknown> =>
  response.status === 204 ? undefined : response.json()

export const pathOf = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))

export function queryOf(query: object = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`
}

async function problemOf(response: Response): Promise<ProblemAnswer> {
  const text = await response.text()
  try {
    return JSON.parse(text) as ProblemAnswer
  } catch {
    return {
      status: response.status,
      code: 'server.unreachable',
      title: text.trim().slice(0, 300) || `The server answered ${response.status}`,
      titleZh: text.trim().slice(0, 300) || `服务器回答 ${response.status}`,
      next: 'Try again; then look at opads status.',
      nextZh: '请重试；然后查看 opads status。',
      retry: true,
      facts: {},
      request: response.headers.get('x-request-id') ?? '',
    }
  }
}
