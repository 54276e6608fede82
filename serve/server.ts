/** A contract and its handlers → an HTTP server: authenticate, admit, check the input, handle. Every failure is answered as a problem. */
import type { IncomingMessage } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { Problem } from '@opads/kernel/problem'
import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import { addressOf, clientOf } from './address.ts'
import { type Authenticate, admit, isService, type Who } from './admit.ts'
import type { Contract, Endpoint } from './contract.ts'
import { readBody, readDryRun, readQuery } from './input.ts'
import { problemAnswer } from './problem-answer.ts'
import { type Call, type Caller, type Handlers, Reply } from './route.ts'

type ServerOptions<C extends Contract> = {
  readonly contract: C
  readonly handlers: Handlers<C>
  readonly authenticate: Authenticate
  /** A service called a route that does not name it, and is refused. Must not reject. */
  readonly onRefusedService?: (refused: RefusedService) => Promise<void>
  /** Largest JSON body in bytes. */
  readonly bodyLimit?: number
  /** Answers paths that no route has, such as a console's files. `undefined`: not found. */
  readonly otherwise?: (request: Request) => Response | undefined
}

export type RefusedService = { readonly service: string; readonly route: string; readonly address: string }

export function application<C extends Contract>({
  contract,
  handlers,
  authenticate,
  onRefusedService = async () => {},
  bodyLimit = 1 << 20,
  otherwise,
}: ServerOptions<C>): Hono {
  const app = new Hono()
  for (const [route, endpoint] of Object.entries(contract)) {
    const [method, path] = route.split(' ') as [string, string]
    const handle = handlers[route as keyof C] as unknown as (call: Call<string, Endpoint>) => Promise<unknown>
    app.on(method, path, async (context) => {
      try {
        const peer = from(context)
        const who = await authenticate(context.req.raw, peer)
        const caller = await admitted(endpoint, who, (service) =>
          onRefusedService({ service, route, address: peer }),
        )
        const given = context.req.query()
        const { dryRun, query: asked } =
          method === 'GET' ? { dryRun: false, query: given } : readDryRun(endpoint, given)
        const query = readQuery(endpoint, asked)
        const body = await readBody(endpoint, context.req.raw, bodyLimit)
        const { signal, headers } = context.req.raw
        const address = (isService(who) && clientOf(headers)) || peer
        const params = context.req.param() as never
        return answer(
          context,
          endpoint,
          await handle({
            caller,
            params,
            query: query as never,
            body: body as never,
            dryRun,
            signal,
            headers,
            address,
          }),
        )
      } catch (failure) {
        return problemAnswer(context.req.path, failure)
      }
    })
  }
  app.notFound(
    (context) =>
      otherwise?.(context.req.raw) ??
      problemAnswer(context.req.path, new Problem('route.unknown', { path: context.req.path })),
  )
  return app
}

async function admitted(
  endpoint: Endpoint,
  who: Who,
  onRefused: (service: string) => Promise<void>,
): Promise<Caller> {
  try {
    return admit(endpoint, who)
  } catch (failure) {
    if (isService(who)) await onRefused(who.service)
    throw failure
  }
}

/** Empty without a socket, as in tests. */
const from = ({ env }: Context): string => {
  const { incoming } = (env ?? {}) as { incoming?: IncomingMessage }
  return incoming ? addressOf(incoming) : ''
}

const streamTypes = { text: 'text/plain; charset=utf-8', events: 'text/event-stream' } as const

function answer(context: Context, endpoint: Endpoint, value: unknown): Response {
  const { answer: content, headers } = value instanceof Reply ? value : new Reply(value, {})
  for (const [name, text] of Object.entries(headers)) context.header(name, text)
  context.header('cache-control', 'no-store')
  context.header('x-content-type-options', 'nosniff')
  if (!endpoint.stream)
    return content === undefined
      ? context.body(null, 204)
      : context.json(content as object, (endpoint.status ?? 200) as 200)
  context.header('content-type', streamTypes[endpoint.stream])
  context.header('x-accel-buffering', 'no')
  return stream(context, async (out) => {
    for await (const chunk of content as AsyncIterable<string>) await out.write(chunk)
  })
}

/** Listens on `host:port` until SIGTERM or SIGINT, then gives open requests 20 s to end; `onStop` must end streams. */
export function run(app: Hono, address: string, onStop: () => void = () => {}): void {
  const [hostname, port] = address.split(':') as [string, string]
  const server = listen({ fetch: app.fetch, port: Number(port), hostname })
  const stop = () => {
    onStop()
    server.close(() => process.exit(0))
    setTimeout(() => process.exit(0), 20_000).unref()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
