/** What the fake cloud does on each route. */
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '@opads/kernel/problem'
import type { contract } from '@opads/pluto/contract'
import type { Application, EnvironmentName, Run } from '../api-types.ts'
import { type Account, addApplication, addRun, type State, settle } from './state.ts'

export type { Account } from './state.ts'
export type Call = {
  readonly account: Account
  readonly params: Readonly<Record<string, string>>
  // biome-ignore lint/suspicious/noExplicitAny: validated against the contract before
  readonly body: any
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly query: any
  readonly token: string
  readonly gone: AbortSignal
}
export type Handlers = { readonly [Route in keyof typeof contract]?: (call: Call) => unknown }

export function handlers(state: State): Handlers {
  const seen = (account: Account, { tenant }: { tenant: string }) =>
    account.isAdmin || account.tenants.includes(tenant)
  const application = ({ account, params }: Call): Application => {
    const found = state.applications.get(params.name!)
    if (!found || !seen(account, found))
      throw new Problem('application.unknown', { application: params.name })
    return found
  }
  const run = ({ account, params }: Call): Run => {
    const found = state.runs.find(({ id }) => String(id) === params.id)
    if (!found || !seen(account, found)) throw new Problem('run.unknown', { run: params.id })
    return found
  }
  const user = ({ name, isAdmin, tenants, mustChange }: Account) => ({
    name,
    isAdmin,
    tenants,
    mustChange,
    createdAt: '2026-11-01T08:00:00Z',
  })
  const me = ({ name, isAdmin, tenants, mustChange }: Account) => ({
    account: name,
    isAdmin,
    tenants,
    mustChange,
  })
  const account = (name: string) => {
    const found = state.accounts.find((one) => one.name === name)
    if (!found) throw new Problem('route.unknown', { path: `/api/v1/users/${name}` })
    return found
  }
  const change = (call: Call, isSecret: boolean) => {
    const { name } = application(call)
    const environment = call.params.environment as EnvironmentName
    const kept = state.variables.get(`${name} ${environment}`) ?? new Map()
    for (const [key, value] of Object.entries(call.body.values as Record<string, string | null>))
      value === null ? kept.delete(key) : kept.set(key, { isSecret, value })
    state.variables.set(`${name} ${environment}`, kept)
    return { run: redeploy(name, environment) }
  }
  const redeploy = (name: string, environment: EnvironmentName) => {
    const release = state.applications
      .get(name)!
      .environments.find((one) => one.name === environment)!.release
    return release === null
      ? null
      : addRun(state, { kind: 'deploy', application: name, environment, release }).id
  }

  return {
    'POST /api/v1/sessions': ({ body }) => {
      const found = state.accounts.find(
        ({ name, password }) => name === body.account && password === body.password,
      )
      if (!found) throw new Problem('account.wrong-password')
      const token = `session-${found.name}-${found.tokens.size}`
      found.tokens.add(token)
      return { ...me(found), token }
    },
    'DELETE /api/v1/sessions': ({ account: who, token }) => void who.tokens.delete(token),
    'GET /api/v1/me': ({ account: who }) => me(who),
    'PUT /api/v1/me/password': ({ account: who, body }) => {
      if (body.current !== who.password) throw new Problem('account.wrong-password')
      who.password = body.password
      who.mustChange = false
    },
    'GET /api/v1/tokens': ({ account: who }) => ({
      items: state.tokens
        .filter(({ owner }) => owner === who.name)
        .map(({ owner, ...rest }) => ({ ...rest, lastUsedAt: null })),
    }),
    'POST /api/v1/tokens': ({ account: who, body }) => {
      const token = `opads_${body.name}`
      const now = Date.now()
      who.tokens.add(token)
      state.tokens.push({
        name: body.name,
        owner: who.name,
        createdAt: new Date(now).toISOString(),
        expiresAt: new Date(now + body.days * 86_400_000).toISOString(),
      })
      return { name: body.name, token }
    },
    'DELETE /api/v1/tokens/:name': ({ account: who, params }) => {
      state.tokens.splice(
        state.tokens.findIndex(({ name }) => name === params.name),
        1,
      )
      who.tokens.delete(`opads_${params.name}`)
    },
    'GET /api/v1/users': () => ({ items: state.accounts.map(user) }),
    'POST /api/v1/users': ({ body }) => {
      const made: Account = {
        ...body,
        password: `first-password-${body.name}`,
        mustChange: true,
        tokens: new Set(),
      }
      state.accounts.push(made)
      return { ...user(made), password: made.password }
    },
    'PUT /api/v1/users/:name': ({ params, body }) => user(Object.assign(account(params.name!), body)),
    'DELETE /api/v1/users/:name': ({ params }) =>
      void state.accounts.splice(state.accounts.indexOf(account(params.name!)), 1),
    'GET /api/v1/tenants': ({ account: who }) => ({
      items: [...state.tenants]
        .filter((tenant) => seen(who, { tenant }))
        .map((name) => ({
          name,
          applications: [...state.applications.values()].filter(({ tenant }) => tenant === name).length,
          users: state.accounts.filter(({ tenants }) => tenants.includes(name)).length,
          createdAt: '2026-11-01T08:00:00Z',
        })),
    }),
    'POST /api/v1/tenants': ({ body }) => {
      state.tenants.add(body.name)
      return { name: body.name, applications: 0, users: 0, createdAt: new Date().toISOString() }
    },
    'DELETE /api/v1/tenants/:name': ({ params }) => void state.tenants.delete(params.name!),
    'GET /api/v1/applications': ({ account: who, query }) =>
      pageOf(
        [...state.applications.values()]
          .filter(
            (one) =>
              seen(who, one) &&
              (query.tenant ?? one.tenant) === one.tenant &&
              one.name.includes(query.search ?? ''),
          )
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
        query,
      ),
    'POST /api/v1/applications': ({ body }) => {
      if (state.applications.has(body.name))
        throw new Problem('application.exists', { application: body.name })
      return addApplication(state, body.name, body.tenant, 'https://console.main.localhost:8443')
    },
    'GET /api/v1/applications/:name': application,
    'DELETE /api/v1/applications/:name': (call) => void state.applications.delete(application(call).name),
    'GET /api/v1/applications/:name/pods': (call) => ({
      items: application(call).environments.flatMap((one) =>
        Array.from({ length: one.podsWanted }, (_, index) => ({
          name: `${call.params.name}-7c9d8f6b5-x${index}`,
          environment: one.name,
          node: 'm1',
          nodeSelector: {},
          state: 'ready',
          reason: null,
          restarts: 0,
          release: one.release!,
          address: '198.18.4.7',
          createdAt: one.deployedAt!,
          startedAt: one.deployedAt,
        })),
      ),
    }),
    'GET /api/v1/applications/:name/releases': (call) =>
      pageOf(state.releases.get(application(call).name)!, call.query),
    'GET /api/v1/applications/:name/deployments': (call) =>
      pageOf(
        state.deployments.filter((one) => one.application === application(call).name),
        call.query,
      ),
    'POST /api/v1/applications/:name/builds': (call) => ({
      run: addRun(state, { kind: 'build', application: application(call).name, ref: call.body.ref }).id,
    }),
    'POST /api/v1/applications/:name/deployments': (call) => {
      const { name } = application(call)
      const { environment, release, asItRan } = call.body
      if (!state.releases.get(name)!.some(({ number }) => number === release))
        throw new Problem('release.unknown', { application: name, release })
      const restores = asItRan ? { variables: ['COLOUR'], replicas: { from: 1, to: 2 } } : null
      if (call.query.dryRun) return { run: null, restores }
      if (environment === 'prod') state.away = 3
      return { run: addRun(state, { kind: 'deploy', application: name, environment, release }).id, restores }
    },
    'GET /api/v1/applications/:name/environments/:environment/config': (call) => ({
      items: [...(state.variables.get(`${application(call).name} ${call.params.environment}`) ?? [])].map(
        ([name, { isSecret, value }]) => ({
          name,
          isSecret,
          value: isSecret ? null : value,
          changedAt: new Date().toISOString(),
          changedBy: 'ann',
        }),
      ),
    }),
    'PUT /api/v1/applications/:name/environments/:environment/config': (call) => change(call, false),
    'PUT /api/v1/applications/:name/environments/:environment/secrets': (call) => change(call, true),
    'PUT /api/v1/applications/:name/environments/:environment/scale': (call) => {
      const found = application(call)
      const environments = found.environments.map((one) =>
        one.name === call.params.environment ? { ...one, podsWanted: call.body.replicas } : one,
      )
      state.applications.set(found.name, { ...found, environments })
      return { run: redeploy(found.name, call.params.environment as EnvironmentName) }
    },
    'GET /api/v1/applications/:name/environments/:environment/logs': (call) => {
      application(call)
      return podLog(call)
    },
    'GET /api/v1/runs': ({ account: who, query }) =>
      pageOf(
        state.runs.filter(
          (one) =>
            seen(who, one) &&
            (query.application ?? one.application) === one.application &&
            (query.state ?? one.state) === one.state &&
            (query.kind ?? one.kind) === one.kind,
        ),
        query,
      ),
    'GET /api/v1/runs/:id': (call) => advance(state, run(call)),
    'GET /api/v1/runs/:id/log': (call) => runLog(run(call)),
    'GET /api/v1/stream': (call) => changes(state, call),
    'POST /api/v1/runs/:id/cancel': (call) => {
      const found = run(call)
      if (found.finishedAt === null)
        Object.assign(found, { state: 'cancelled', finishedAt: new Date().toISOString() })
      return found
    },
  }
}

/** queued → running → ended, one step per read. Release 2 never becomes ready in prod; the ref "broken" does not build. */
function advance(state: State, run: Run): Run {
  const looks = (state.looks.get(run.id) ?? 0) + 1
  state.looks.set(run.id, looks)
  if (run.finishedAt !== null) return run
  const now = new Date().toISOString()
  if (looks >= 2 && run.state === 'queued') Object.assign(run, { state: 'running', startedAt: now })
  else if (looks >= 4) end(state, run, now)
  return run
}

function end(state: State, run: Run, finishedAt: string): void {
  const isBroken =
    run.kind === 'build' ? run.ref === 'broken' : run.environment === 'prod' && run.release === 2
  if (isBroken) {
    const [code, sentence, next] =
      run.kind === 'build'
        ? [
            'build.failed',
            'The step "npm ci" ended with exit code 1: no such package',
            `Mend the source and push again; the whole log: opads run logs ${run.id}`,
          ]
        : [
            'deploy.not-ready',
            `Release 2 of ${run.application} did not become ready: exit 3`,
            'The version before goes on running.',
          ]
    Object.assign(run, { state: 'failed', finishedAt, problem: { code, sentence, next } })
    return
  }
  Object.assign(run, { state: 'succeeded', finishedAt })
  if (run.kind === 'deploy') {
    settle(state, run)
    return
  }
  const releases = state.releases.get(run.application)!
  const number = (releases[0]?.number ?? 0) + 1
  releases.unshift({
    number,
    commit: run.commit!,
    title: 'Built',
    image: 'registry/x@sha256:0',
    run: run.id,
    by: run.by,
    createdAt: finishedAt,
  })
  const deploy = addRun(state, {
    kind: 'deploy',
    application: run.application,
    environment: 'sit',
    release: number,
    follows: run.id,
  })
  Object.assign(run, { release: number, follows: deploy.id })
}

async function* podLog({ query, gone }: Call): AsyncGenerator<string> {
  yield 'listening on 8080\n'
  yield `tail ${query.tail}, previous ${query.previous}\n`
  for (let line = 1; query.follow && !gone.aborted; line += 1) {
    await pause(20)
    yield `request ${line}\n`
  }
}

/** Reports a change of every application all the time, because runs advance when they are read. */
async function* changes(state: State, { gone }: Call): AsyncGenerator<string> {
  state.streams += 1
  yield 'retry: 1000\n: hello\n\n'
  while (!gone.aborted) {
    await pause(20)
    for (const application of state.applications.keys())
      yield `data: ${JSON.stringify({ topic: 'run', application, run: 1 })}\n\n`
  }
}

async function* runLog({ kind }: Run): AsyncGenerator<string> {
  yield `fetch      from git\n`
  yield kind === 'build' ? 'build      npm ci\nbuild      done' : 'deploy     done\n'
}

function pageOf<T>(items: readonly T[], { cursor = '0', limit }: { cursor?: string; limit: number }) {
  const end = Number(cursor) + limit
  return { items: items.slice(Number(cursor), end), next: end < items.length ? String(end) : null }
}
