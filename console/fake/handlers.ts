/** The handler of each route of the contract, on the fake data. */
import { Problem } from '@opads/kernel/problem'
import type { contract } from '@opads/pluto/contract'
import type { AnswerOf, BodyOf, QueryOf } from '@opads/serve/contract'
import type { EnvironmentName } from '../nouns/environment/types.ts'
import type { Variable } from '../nouns/variable/queries.ts'
import type { FakeCloud } from './cloud.ts'
import type { Place } from './data.ts'
import { application } from './nouns.ts'

type Routes = typeof contract
type Public = Exclude<
  {
    [R in keyof Routes]: R extends `${string} /api/${string}`
      ? Routes[R] extends { stream: string }
        ? never
        : R
      : never
  }[keyof Routes],
  never
>
type Call<R extends keyof Routes> = {
  readonly params: Readonly<Record<string, string>>
  readonly body: BodyOf<Routes[R]>
  readonly query: QueryOf<Routes[R]>
}
export type Handlers = {
  readonly [R in Public]: (call: Call<R>) => AnswerOf<Routes[R]> | undefined
}
type AnyHandlers = Readonly<Record<string, (call: never) => unknown>>

export function handlers(
  cloud: FakeCloud,
): Readonly<
  Record<string, (call: { params: Record<string, string>; body: never; query: never }) => unknown>
> {
  const { world } = cloud
  const named = (name: string | undefined) => {
    const found = world.applications.get(name ?? '')
    if (!found) throw new Problem('application.unknown', { application: name })
    return found
  }
  const runOf = (id: string | undefined) => {
    const found = world.runs.find((one) => one.id === Number(id))
    if (!found) throw new Problem('run.unknown', { run: id })
    return found
  }
  const environmentOf = (params: Readonly<Record<string, string>>) =>
    named(params.name).environments.find((one) => one.name === params.environment)!
  const now = () => new Date().toISOString()
  const without = <T extends { name: string }>(list: T[], name: string | undefined): undefined => {
    const at = list.findIndex((one) => one.name === name)
    if (at >= 0) list.splice(at, 1)
  }
  const pageOf = <T>(
    list: readonly T[],
    { cursor = '0', limit }: { cursor?: string | undefined; limit: number },
  ) => {
    const from = Number(cursor)
    return {
      items: list.slice(from, from + limit),
      next: list.length > from + limit ? String(from + limit) : null,
    }
  }
  const setVariables = (
    {
      params,
      body,
    }: { params: Readonly<Record<string, string>>; body: { values: Record<string, string | null> } },
    isSecret: boolean,
  ) => {
    const place: Place = `${params.name!}/${params.environment as EnvironmentName}`
    const list: Variable[] = (world.variables.get(place) ?? []).filter((one) => !(one.name in body.values))
    for (const [name, value] of Object.entries(body.values))
      if (value !== null)
        list.push({
          name,
          isSecret,
          value: isSecret ? null : value,
          changedAt: now(),
          changedBy: world.me.account,
        })
    world.variables.set(
      place,
      list.sort((a, b) => a.name.localeCompare(b.name)),
    )
    const { release } = environmentOf(params)
    cloud.note(
      isSecret ? 'secret.changed' : 'config.changed',
      params.name!,
      null,
      `${world.me.account} changed ${Object.keys(body.values).join(', ')} in ${params.environment}`,
    )
    if (release === null) return { run: null }
    return {
      run: cloud.begin({
        kind: 'deploy',
        application: params.name!,
        environment: params.environment as EnvironmentName,
        release,
      }).id,
    }
  }
  const me = () => {
    const { password: _, ...rest } = world.me
    return rest
  }
  const all: Handlers = {
    'POST /api/v1/sessions': ({ body }) => {
      if (body.account !== world.me.account || body.password !== world.me.password)
        throw new Problem('account.wrong-password')
      return { ...me(), token: 'fake' }
    },
    'DELETE /api/v1/sessions': () => undefined,
    'GET /api/v1/me': me,
    'PUT /api/v1/me/password': ({ body }) => {
      if (body.current !== world.me.password) throw new Problem('account.wrong-password')
      Object.assign(world.me, { password: body.password, mustChange: false })
    },
    'GET /api/v1/tokens': () => ({ items: world.tokens }),
    'POST /api/v1/tokens': ({ body: { name, days } }) => {
      world.tokens.push({
        name,
        createdAt: now(),
        expiresAt: new Date(Date.now() + days * 86_400_000).toISOString(),
        lastUsedAt: null,
      })
      return { name, token: 'opads_k3x9Tq2vLm7wPz4RbN8sYd6F' }
    },
    'DELETE /api/v1/tokens/:name': ({ params }) => without(world.tokens, params.name),
    'GET /api/v1/users': () => ({ items: world.users }),
    'POST /api/v1/users': ({ body }) => {
      const user = { ...body, mustChange: true, createdAt: now() }
      world.users.push(user)
      return { ...user, password: 'quiet-harbour-4819-tin' }
    },
    'PUT /api/v1/users/:name': ({ params, body }) =>
      Object.assign(world.users.find((one) => one.name === params.name)!, body),
    'DELETE /api/v1/users/:name': ({ params }) => without(world.users, params.name),
    'GET /api/v1/tenants': () => ({ items: world.tenants }),
    'POST /api/v1/tenants': ({ body: { name } }) => {
      const tenant = { name, applications: 0, users: 0, createdAt: now() }
      world.tenants.push(tenant)
      return tenant
    },
    'DELETE /api/v1/tenants/:name': ({ params }) => without(world.tenants, params.name),
    'GET /api/v1/clusters': () => ({ items: world.clusters }),
    'GET /api/v1/applications': ({ query }) =>
      pageOf(
        [...world.applications.values()]
          .filter(
            (one) =>
              one.name.includes(query.search ?? '') &&
              (query.tenant === undefined || one.tenant === query.tenant),
          )
          .sort((a, b) => a.name.localeCompare(b.name)),
        query,
      ),
    'POST /api/v1/applications': ({ body: { name, tenant } }) => {
      if (world.applications.has(name)) throw new Problem('application.exists', { application: name })
      const made = application(name, tenant, world.me.account, 0)
      world.applications.set(name, made)
      cloud.note('application.created', name, null, `${name} was created`)
      return made
    },
    'GET /api/v1/applications/:name': ({ params }) => named(params.name),
    'DELETE /api/v1/applications/:name': ({ params }) => {
      world.applications.delete(named(params.name).name)
    },
    'GET /api/v1/applications/:name/pods': ({ params }) => ({
      items: world.pods.get(named(params.name).name) ?? [],
    }),
    'GET /api/v1/applications/:name/releases': ({ params, query }) =>
      pageOf(world.releases.get(named(params.name).name) ?? [], query),
    'GET /api/v1/applications/:name/deployments': ({ params, query }) =>
      pageOf(world.deployments.get(named(params.name).name) ?? [], query),
    'POST /api/v1/applications/:name/builds': ({ params, body }) => ({
      run: cloud.begin({ kind: 'build', application: named(params.name).name, ref: body.ref }).id,
    }),
    'POST /api/v1/applications/:name/deployments': ({
      params,
      query: { dryRun },
      body: { environment, release, asItRan },
    }) => {
      const { name } = named(params.name)
      if (!world.releases.get(name)?.some((one) => one.number === release))
        throw new Problem('release.unknown', { application: name, release })
      const restores = asItRan ? { variables: ['GREETING'], replicas: null } : null
      const run = dryRun ? null : cloud.begin({ kind: 'deploy', application: name, environment, release }).id
      return { run, restores }
    },
    'GET /api/v1/applications/:name/environments/:environment/config': ({ params }) => ({
      items: world.variables.get(`${named(params.name).name}/${params.environment as EnvironmentName}`) ?? [],
    }),
    'PUT /api/v1/applications/:name/environments/:environment/config': (call) => setVariables(call, false),
    'PUT /api/v1/applications/:name/environments/:environment/secrets': (call) => setVariables(call, true),
    'PUT /api/v1/applications/:name/environments/:environment/scale': ({ params, body: { replicas } }) => {
      const one = environmentOf(params)
      one.podsWanted = replicas
      return {
        run:
          one.release === null
            ? null
            : cloud.begin({
                kind: 'deploy',
                application: params.name!,
                environment: one.name,
                release: one.release,
              }).id,
      }
    },
    'GET /api/v1/runs': ({ query }) =>
      pageOf(
        world.runs.filter((one) =>
          (['application', 'state', 'kind'] as const).every(
            (key) => query[key] === undefined || query[key] === one[key],
          ),
        ),
        query,
      ),
    'GET /api/v1/runs/:id': ({ params }) => runOf(params.id),
    'POST /api/v1/runs/:id/cancel': ({ params }) => {
      const run = Object.assign(runOf(params.id), { state: 'cancelled', finishedAt: now() } as const)
      cloud.tell({ topic: 'run', application: run.application, run: run.id })
      return run
    },
    'GET /api/v1/events': ({ query }) =>
      pageOf(
        world.events.filter(
          (one) => query.application === undefined || one.application === query.application,
        ),
        query,
      ),
  }
  return all as AnyHandlers as ReturnType<typeof handlers>
}
