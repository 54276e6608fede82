/** Every route of the public API. What another tenant owns is not there: 404. */
import { setTimeout as sleep } from 'node:timers/promises'
import { collectionPath, objectPath } from '@opads/kernel/kube'
import { Problem } from '@opads/kernel/problem'
import { type Caller, type Route, route } from '@opads/serve/route'
import type { Kube } from '@opads/world/kube/client'
import { changePassword, checkPassword, issueToken } from './accounts.ts'
import {
  finish,
  lease,
  logLines,
  newApplication,
  newPassword,
  newToken,
  push,
  scale,
  signIn,
  variables,
} from './contract.ts'
import type { Database } from './database.ts'
import { lastDeployed } from './deployer.ts'
import { hostOf, namespaceOf } from './objects.ts'
import { faultOf, type Pod } from './rollout.ts'
import { addLog, enqueue, finishRun, renew, takeLease } from './runs.ts'
import { setVariables, shownVariables } from './variables.ts'

export type PlutoTools = {
  readonly database: Database
  readonly kube: Kube
  readonly key: Buffer
  readonly domain: string
  readonly port: number
}
const environment = 'sit'

export function routes(tools: PlutoTools): readonly Route[] {
  const { database, kube, key, domain, port } = tools
  const owned = async (name: string, caller: Caller) => {
    const row = await database
      .selectFrom('application')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst()
    if (!row || !(caller.isAdmin || caller.tenants.includes(row.tenant)))
      throw new Problem('application.unknown', { application: name })
    return row
  }
  const ownedRun = async (id: string, caller: Caller) => {
    const row = await database
      .selectFrom('run')
      .selectAll()
      .where('id', '=', Number(id) || 0)
      .executeTakeFirst()
    if (!row) throw new Problem('run.unknown', { run: id })
    await owned(row.application, caller).catch(() => {
      throw new Problem('run.unknown', { run: id })
    })
    return row
  }
  const url = (application: string) => `https://${hostOf({ application, environment, domain })}:${port}`
  const gitUrl = (tenant: string, application: string) =>
    `https://git.${domain}:${port}/${tenant}/${application}.git`
  const redeploy = async (application: string, by: string, what: string, release?: number) => {
    const number = release ?? (await lastDeployed(database, application))
    if (number === undefined) return undefined
    return enqueue(database, {
      kind: 'deploy',
      application,
      cause: `${what} ${Date.now()}`,
      by,
      input: { release: number },
    })
  }

  return [
    route({ method: 'GET', path: '/healthz', policy: 'public', summary: 'Whether the process serves', handle: async () => ({ state: 'healthy' }) }),
    route({
      method: 'POST', path: '/api/v1/sessions', policy: 'public', summary: 'Sign in', body: signIn, status: 201,
      handle: async ({ body }) => {
        const { account, isAdmin, mustChange } = await checkPassword(database, body.account, body.password)
        const token = await issueToken(database, { account, kind: 'session', name: 'session', days: 1 })
        return new Response(JSON.stringify({ account, isAdmin, mustChange, token }), {
          status: 201,
          headers: { 'content-type': 'application/json', 'set-cookie': `opads=${token}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=86400` },
        })
      },
    }),
    route({ method: 'GET', path: '/api/v1/me', policy: 'account', summary: 'Who is signed in', handle: async ({ caller }) => caller }),
    route({ method: 'PUT', path: '/api/v1/me/password', policy: 'account', summary: 'Change the own password', body: newPassword, handle: ({ caller, body }) => changePassword(database, caller.account, body.password) }),
    route({
      method: 'POST', path: '/api/v1/tokens', policy: 'account', summary: 'Make an API token; it is shown once', body: newToken, status: 201,
      handle: async ({ caller, body }) => ({ name: body.name, token: await issueToken(database, { account: caller.account, kind: 'api', ...body }) }),
    }),
    route({
      method: 'GET', path: '/api/v1/applications', policy: 'account', summary: 'Applications',
      handle: async ({ caller }) => {
        const rows = await database.selectFrom('application').selectAll().orderBy('name').execute()
        const seen = rows.filter((row) => caller.isAdmin || caller.tenants.includes(row.tenant))
        return {
          items: await Promise.all(seen.map(async (row) => ({
            name: row.name, tenant: row.tenant, createdAt: row.created_at, url: url(row.name), git: gitUrl(row.tenant, row.name),
            release: (await lastDeployed(database, row.name)) ?? null,
          }))),
        }
      },
    }),
    route({
      method: 'POST', path: '/api/v1/applications', policy: 'account', summary: 'Create an application', body: newApplication, status: 201,
      handle: async ({ caller, body: { name, tenant } }) => {
        if (!caller.isAdmin && !caller.tenants.includes(tenant)) throw new Problem('account.forbidden', { policy: `tenant ${tenant}` })
        const made = await database.insertInto('application').values({ name, tenant, created_by: caller.account }).onConflict((conflict) => conflict.doNothing()).returning('name').executeTakeFirst()
        if (!made) throw new Problem('application.exists', { application: name })
        await database.insertInto('event').values({ application: name, by: caller.account, kind: 'application.created', text: `${name} was created` }).execute()
        return { name, tenant, git: gitUrl(tenant, name), url: url(name) }
      },
    }),
    route({
      method: 'GET', path: '/api/v1/applications/:name', policy: 'account', summary: 'An application with its releases and pods',
      handle: async ({ caller, params }) => {
        const row = await owned(params.name!, caller)
        const [releases, runs, release, pods] = await Promise.all([
          database.selectFrom('release').select(['number', 'commit', 'image', 'run', 'created_at as createdAt']).where('application', '=', row.name).orderBy('number', 'desc').limit(20).execute(),
          database.selectFrom('run').select(['id', 'kind', 'state', 'problem', 'created_by as by', 'created_at as createdAt', 'started_at as startedAt', 'finished_at as finishedAt']).where('application', '=', row.name).orderBy('id', 'desc').limit(20).execute(),
          lastDeployed(database, row.name),
          podsOf(row.name, row.tenant),
        ])
        return { name: row.name, tenant: row.tenant, url: url(row.name), git: gitUrl(row.tenant, row.name), environments: [{ name: environment, release: release ?? null, pods }], releases, runs }
      },
    }),
    route({
      method: 'DELETE', path: '/api/v1/applications/:name', policy: 'account', summary: 'Delete an application with all that it has',
      handle: async ({ caller, params }) => {
        const { name, tenant } = await owned(params.name!, caller)
        const namespace = namespaceOf(tenant, environment)
        for (const [apiVersion, kind] of [['networking.k8s.io/v1', 'Ingress'], ['v1', 'Service'], ['apps/v1', 'Deployment'], ['v1', 'Secret']] as const)
          await kube.remove(objectPath({ apiVersion, kind, metadata: { name, namespace } }))
        await database.deleteFrom('application').where('name', '=', name).execute()
      },
    }),
    route({
      method: 'GET', path: '/api/v1/applications/:name/events', policy: 'account', summary: 'What happened, newest first',
      handle: async ({ caller, params }) => {
        const { name } = await owned(params.name!, caller)
        return { items: await database.selectFrom('event').selectAll().where('application', '=', name).orderBy('id', 'desc').limit(100).execute() }
      },
    }),
    ...(['config', 'secrets'] as const).map((kind) =>
      route({
        method: 'PUT', path: `/api/v1/applications/:name/${kind}`, policy: 'account', body: variables, status: 202,
        summary: kind === 'config' ? 'Set configuration variables; null takes one away' : 'Set secrets; they are never shown again',
        handle: async ({ caller, params, body }) => {
          const { name } = await owned(params.name!, caller)
          await setVariables(database, key, { application: name, environment }, body, kind === 'secrets')
          return { run: (await redeploy(name, caller.account, `${kind} ${name}`)) ?? null }
        },
      }),
    ),
    route({
      method: 'GET', path: '/api/v1/applications/:name/config', policy: 'account', summary: 'Variables; values of secrets are null',
      handle: async ({ caller, params }) => ({ items: await shownVariables(database, key, { application: (await owned(params.name!, caller)).name, environment }) }),
    }),
    route({
      method: 'PUT', path: '/api/v1/applications/:name/scale', policy: 'account', summary: 'Set the number of pods', body: scale, status: 202,
      handle: async ({ caller, params, body }) => {
        const { name } = await owned(params.name!, caller)
        await database.updateTable('application').set({ replicas: body.replicas }).where('name', '=', name).execute()
        return { run: (await redeploy(name, caller.account, `scale ${name}`)) ?? null }
      },
    }),
    route({
      method: 'POST', path: '/api/v1/applications/:name/releases/:number/deploy', policy: 'account', summary: 'Deploy a release; also the way back', status: 202,
      handle: async ({ caller, params }) => {
        const { name } = await owned(params.name!, caller)
        const number = Number(params.number)
        const release = await database.selectFrom('release').select('number').where('application', '=', name).where('number', '=', number || 0).executeTakeFirst()
        if (!release) throw new Problem('release.unknown', { application: name, release: params.number })
        return { run: await redeploy(name, caller.account, `deploy ${name}`, number) }
      },
    }),
    route({
      method: 'GET', path: '/api/v1/runs', policy: 'account', summary: 'Runs, newest first',
      handle: async ({ caller }) => {
        const rows = await database.selectFrom('run').innerJoin('application', 'application.name', 'run.application').selectAll('run').select('application.tenant').orderBy('run.id', 'desc').limit(100).execute()
        return { items: rows.filter((row) => caller.isAdmin || caller.tenants.includes(row.tenant)) }
      },
    }),
    route({ method: 'GET', path: '/api/v1/runs/:id', policy: 'account', summary: 'A run', handle: ({ caller, params }) => ownedRun(params.id!, caller) }),
    route({
      method: 'GET', path: '/api/v1/runs/:id/log', policy: 'account', summary: 'The log of a run; follow=1 stays until it ends',
      handle: async ({ caller, params, query, signal }) => {
        const { id } = await ownedRun(params.id!, caller)
        return { contentType: 'text/plain; charset=utf-8', chunks: logOf(id, query.follow === '1', signal) }
      },
    }),
    route({
      method: 'POST', path: '/api/v1/runs/:id/cancel', policy: 'account', summary: 'End a run that waits or works', status: 202,
      handle: async ({ caller, params }) => {
        const { id } = await ownedRun(params.id!, caller)
        await database.updateTable('run').set({ state: 'cancelled', finished_at: new Date() }).where('id', '=', id).where('state', 'in', ['queued', 'running']).execute()
        return { run: id }
      },
    }),
    // What delivery asks and tells.
    route({
      method: 'POST', path: '/internal/authenticate', policy: 'internal', summary: 'Name and password, or token, of a git client', body: signIn,
      handle: ({ body }) => checkPassword(database, body.account, body.password),
    }),
    route({
      method: 'GET', path: '/internal/repositories', policy: 'internal', summary: 'Repositories that are to exist',
      handle: async () => ({ items: await database.selectFrom('application').select(['name', 'tenant']).execute() }),
    }),
    route({
      method: 'POST', path: '/internal/pushes', policy: 'internal', summary: 'A branch has a new head', body: push, status: 202,
      handle: async ({ body: { repository, ref, commit, by } }) => {
        const application = repository.split('/')[1]!
        await database.insertInto('event').values({ application, by, kind: 'push', text: `${by} pushed ${commit.slice(0, 8)} to ${ref.replace('refs/heads/', '')}` }).execute()
        return { run: await enqueue(database, { kind: 'build', application, cause: `push ${repository} ${commit}`, by, input: { ref, commit } }) }
      },
    }),
    route({ method: 'POST', path: '/internal/leases', policy: 'internal', summary: 'Take the next run', body: lease, handle: async ({ body }) => ({ run: (await takeLease(database, body.kind, body.worker)) ?? null }) }),
    route({
      method: 'POST', path: '/internal/runs/:id/log', policy: 'internal', summary: 'Add lines and renew the lease', body: logLines,
      handle: async ({ params, body }) => {
        await renew(database, Number(params.id), body.worker)
        await addLog(database, Number(params.id), body.lines)
      },
    }),
    route({ method: 'POST', path: '/internal/runs/:id/finish', policy: 'internal', summary: 'End a run', body: finish, handle: ({ params, body }) => finishRun(database, Number(params.id), body) }),
  ] // biome-ignore format: a table of routes

  async function podsOf(application: string, tenant: string) {
    const path = `${collectionPath('v1', 'Pod', namespaceOf(tenant, environment))}?labelSelector=app.kubernetes.io%2Fname%3D${application}`
    const pods = (await kube.get<{ items: Pod[] }>(path))?.items ?? []
    return pods.map((pod) => ({
      name: pod.metadata.name,
      node: pod.spec.nodeName ?? null,
      nodeSelector: pod.spec.nodeSelector ?? {},
      state: pod.metadata.deletionTimestamp
        ? 'leaving'
        : pod.status?.conditions?.find((one) => one.type === 'Ready')?.status === 'True'
          ? 'ready'
          : 'starting',
      reason: faultOf(pod) ?? null,
      restarts: (pod.status?.containerStatuses ?? []).reduce((sum, one) => sum + one.restartCount, 0),
      release: Number(pod.metadata.annotations?.['opads.io/release'] ?? 0),
      startedAt: pod.status?.startTime ?? null,
      createdAt: pod.metadata.creationTimestamp,
    }))
  }

  async function* logOf(run: number, follow: boolean, signal: AbortSignal): AsyncGenerator<string> {
    let seq = 0
    for (;;) {
      // The state first: lines that come between the two questions are then read in the next turn.
      const { state } = await database
        .selectFrom('run')
        .select('state')
        .where('id', '=', run)
        .executeTakeFirstOrThrow()
      const rows = await database
        .selectFrom('run_log')
        .select(['seq', 'step', 'text'])
        .where('run', '=', run)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(1000)
        .execute()
      for (const row of rows) yield `${row.step.padEnd(10)} ${row.text}\n`
      seq = rows.at(-1)?.seq ?? seq
      const isOver = state !== 'running' && state !== 'queued'
      if (signal.aborted || ((isOver || !follow) && rows.length === 0)) return
      if (rows.length === 0) await sleep(250)
    }
  }
}
