/** Pluto's routes on the fake data: every route of the public contract, with bodies validated by its schemas. */
import { fill, Problem, problems } from '@opads/kernel/problem'
import { contract } from '@opads/pluto/contract'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { FakeCloud } from './cloud.ts'
import { handlers } from './handlers.ts'
import { streams } from './streams.ts'

type Route = keyof typeof contract
const cookie = 'opads-session=fake'

export function fakeApi(cloud: FakeCloud): Hono {
  const app = new Hono()
  const answering = handlers(cloud)
  app.post('/fake/fail', async (context) => {
    const { route, code, facts } = (await context.req.json()) as {
      route: string
      code: keyof typeof problems
      facts?: object
    }
    cloud.failures.set(route, new Problem(code, { ...facts }))
    return context.body(null, 204)
  })
  for (const [route, endpoint] of Object.entries(contract)) {
    const [method, path] = route.split(' ') as [string, string]
    if (!path.startsWith('/api/')) continue
    app.on(method, path, async (context) => {
      try {
        const failure = cloud.failures.get(route)
        if (failure) {
          cloud.failures.delete(route)
          throw failure
        }
        if (endpoint.policy !== 'public' && !context.req.header('cookie')?.includes(cookie))
          throw new Problem('account.unknown')
        if ('stream' in endpoint) return streams(cloud, route, context)
        const body = 'body' in endpoint ? parse(endpoint.body, await context.req.json()) : undefined
        const query = 'query' in endpoint ? parse(endpoint.query, context.req.query()) : {}
        const answer = await answering[route as Route]!({
          params: context.req.param(),
          body: body as never,
          query: query as never,
        })
        if (route === 'POST /api/v1/sessions')
          context.header('set-cookie', `${cookie}; HttpOnly; SameSite=Strict; Path=/`)
        if (route === 'DELETE /api/v1/sessions') context.header('set-cookie', `${cookie}; Max-Age=0; Path=/`)
        return answer === undefined ? context.body(null, 204) : context.json(answer as object)
      } catch (failure) {
        if (!(failure instanceof Problem)) throw failure
        return refuse(context, failure)
      }
    })
  }
  return app
}

type Shape = {
  safeParse(value: unknown): {
    data?: unknown
    error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined
  }
}
function parse(shape: Shape, value: unknown): unknown {
  const { data, error } = shape.safeParse(value)
  if (!error) return data
  const faults = error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  throw new Problem('input.invalid', { source: 'the body', count: error.issues.length, faults })
}

let requests = 0
export function refuse(context: Context, problem: Problem): Response {
  const kind = problems[problem.code]
  requests += 1
  return context.json(
    {
      title: problem.message,
      titleZh: fill(kind.zh, problem.facts),
      status: kind.status,
      code: problem.code,
      next: fill(kind.next, problem.facts),
      retry: kind.retry,
      facts: problem.facts,
      request: `req-${String(requests).padStart(6, '0')}`,
    },
    kind.status as ContentfulStatusCode,
  )
}
