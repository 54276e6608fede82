/** A cloud in memory behind real HTTPS, for tests: every request and answer is validated against Pluto's contract. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fill, Problem, problems } from '@opads/kernel/problem'
import { contract } from '@opads/pluto/contract'
import type { Endpoint } from '@opads/serve/contract'
import { type Account, type Call, type Handlers, handlers } from './handlers.ts'
import type { State } from './state.ts'

export type FakeCloud = { readonly origin: string; readonly close: () => Promise<void> }

export async function fakeCloud(
  state: State,
  tls: { key: string; cert: string },
  domain: string,
): Promise<FakeCloud> {
  const table = handlers(state)
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url!, 'https://fake')
    const fail = (problem: Problem) => {
      const { status, next, retry, zh } = problems[problem.code]
      response.writeHead(status, { 'content-type': 'application/problem+json' })
      response.end(
        JSON.stringify({
          status,
          code: problem.code,
          title: problem.message,
          titleZh: fill(zh, problem.facts),
          next: fill(next, problem.facts),
          retry,
          facts: problem.facts,
          request: 'r-1',
        }),
      )
    }
    if (state.away > 0) {
      state.away -= 1
      response.writeHead(503).end('No pod of pluto is ready.\n')
      return
    }
    try {
      const { route, params } = routeOf(`${request.method} ${url.pathname}`)
      const endpoint: Endpoint = contract[route]
      const account = admit(state, endpoint, route, request.headers.authorization)
      const sent = await text(request)
      const body = endpoint.body ? checked(endpoint.body, JSON.parse(sent || '{}'), 'the body') : undefined
      const query = endpoint.query
        ? checked(endpoint.query, Object.fromEntries(url.searchParams), 'the query')
        : {}
      const handle = table[route] as ((call: Call) => unknown) | undefined
      if (!handle) throw new Problem('route.unknown', { path: url.pathname })
      const gone = new AbortController()
      response.on('close', () => gone.abort())
      const answer = handle({
        account: account!,
        params,
        body,
        query: query as Call['query'],
        token: bearer(request.headers.authorization),
        gone: gone.signal,
      })
      if (endpoint.stream) {
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
        for await (const chunk of answer as AsyncIterable<string>) response.write(chunk)
        return void response.end()
      }
      if (!endpoint.answer) return void response.writeHead(204).end()
      response.writeHead(endpoint.status ?? 200, { 'content-type': 'application/json' })
      // A fake whose answers break the contract would prove nothing.
      response.end(JSON.stringify(endpoint.answer.parse(answer)))
    } catch (failure) {
      fail(failure instanceof Problem ? failure : new Problem('server.fault', { request: String(failure) }))
    }
  }
  const server: Server = createServer(tls, (request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `https://console.${domain}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function routeOf(asked: string): { route: keyof Handlers; params: Readonly<Record<string, string>> } {
  for (const route of Object.keys(contract) as (keyof typeof contract)[]) {
    const pattern = new RegExp(`^${route.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
    const match = pattern.exec(asked)
    if (match)
      return {
        route,
        params: Object.fromEntries(
          Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
        ),
      }
  }
  throw new Problem('route.unknown', { path: asked })
}

function admit(
  state: State,
  { policy }: Endpoint,
  route: string,
  header: string | undefined,
): Account | undefined {
  const account = state.accounts.find(({ tokens }) => tokens.has(bearer(header)))
  if (policy === 'public') return account
  if (!account) throw new Problem('account.unknown')
  if (account.mustChange && !/password|sessions|\/me$/.test(route))
    throw new Problem('account.forbidden', { policy: 'a changed password' })
  if (policy === 'admin' && !account.isAdmin) throw new Problem('account.forbidden', { policy })
  return account
}

const bearer = (header = '') => header.replace(/^Bearer /, '')

function checked(shape: NonNullable<Endpoint['body']>, value: unknown, source: string): unknown {
  const { data, error } = shape.safeParse(value)
  if (error) {
    const faults = error.issues.map((issue) => `${issue.path.join('.') || source}: ${issue.message}`)
    throw new Problem('input.invalid', { source, count: faults.length, faults: faults.join('; ') })
  }
  return data
}
