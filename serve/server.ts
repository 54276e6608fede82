/** Routes → an HTTP server. Every request passes the same gates in the same order; every failure is a problem. */
import { randomUUID } from 'node:crypto'
import { serve as listen } from '@hono/node-server'
import { fill, Problem, problems } from '@opads/kernel/problem'
import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Caller, isStreaming, type Route } from './route.ts'

export type Authenticate = (headers: Headers) => Promise<Caller | 'internal' | undefined>
type ServerOptions = {
  readonly routes: readonly Route[]
  readonly authenticate: Authenticate
  /** Bytes of a JSON body. */
  readonly bodyLimit?: number
}
const nobody: Caller = { account: '', isAdmin: false, tenants: [] }

export function application({ routes, authenticate, bodyLimit = 1 << 20 }: ServerOptions): Hono {
  const app = new Hono()
  for (const one of routes) {
    app.on(one.method, one.path, async (context) => {
      try {
        const caller = await admit(one, await authenticate(context.req.raw.headers))
        const body = one.body ? await readBody(context, one, bodyLimit) : undefined
        const answer = await one.handle({
          caller,
          params: context.req.param(),
          query: context.req.query(),
          body,
          signal: context.req.raw.signal,
        })
        if (isStreaming(answer)) {
          context.header('content-type', answer.contentType)
          context.header('cache-control', 'no-store')
          context.header('x-accel-buffering', 'no')
          return stream(context, async (out) => {
            for await (const chunk of answer.chunks) await out.write(chunk)
          })
        }
        if (answer instanceof Response) return answer
        return answer === undefined
          ? context.body(null, 204)
          : context.json(answer as object, (one.status ?? 200) as 200)
      } catch (failure) {
        return problemAnswer(context, failure)
      }
    })
  }
  app.notFound((context) => problemAnswer(context, new Problem('route.unknown', { path: context.req.path })))
  return app
}

async function admit({ policy }: Route, who: Caller | 'internal' | undefined): Promise<Caller> {
  if (policy === 'public') return who === undefined || who === 'internal' ? nobody : who
  if (who === undefined) throw new Problem('account.unknown')
  if (policy === 'internal') {
    if (who === 'internal') return nobody
    throw new Problem('route.unknown', { path: 'this' })
  }
  if (who === 'internal' || (policy === 'admin' && !who.isAdmin))
    throw new Problem('account.forbidden', { policy })
  return who
}

async function readBody(context: Context, { body }: Route, limit: number): Promise<unknown> {
  if (Number(context.req.header('content-length') ?? 0) > limit)
    throw new Problem('input.too-large', { limitBytes: limit })
  const text = await context.req.text()
  let value: unknown
  try {
    value = text === '' ? {} : JSON.parse(text)
  } catch (cause) {
    throw new Problem('input.invalid', { source: 'the body', count: 1, faults: 'it is not JSON' }, cause)
  }
  const { data, error } = body!.safeParse(value)
  if (error)
    throw new Problem('input.invalid', {
      source: 'the body',
      count: error.issues.length,
      faults: error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '),
    })
  return data
}

/** RFC 9457, with our code, facts and the next command. What is no problem of ours is logged whole and told in one sentence. */
function problemAnswer(context: Context, failure: unknown): Response {
  const request = randomUUID()
  const problem = failure instanceof Problem ? failure : new Problem('server.fault', { request }, failure)
  if (!(failure instanceof Problem))
    console.error(
      JSON.stringify({
        request,
        path: context.req.path,
        fault: failure instanceof Error ? failure.stack : String(failure),
      }),
    )
  const kind = problems[problem.code]
  return context.body(
    JSON.stringify({
      type: `about:blank#${problem.code}`,
      title: problem.message,
      titleZh: fill(kind.zh, problem.facts),
      status: kind.status,
      code: problem.code,
      next: fill(kind.next, problem.facts),
      retry: kind.retry,
      facts: problem.facts,
      request,
    }),
    kind.status as ContentfulStatusCode,
    { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  )
}

/** Listens until SIGTERM, then lets open requests end. */
export function run(app: Hono, port: number, onStop: () => void = () => {}): void {
  const server = listen({ fetch: app.fetch, port, hostname: '0.0.0.0' })
  const stop = () => {
    onStop()
    server.close(() => process.exit(0))
    setTimeout(() => process.exit(0), 20_000).unref()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
