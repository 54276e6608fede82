/** A Pluto that has what the examples of its contract name, and is put back as it was before each call. */
import assert from 'node:assert/strict'
import { contract } from '../contract.ts'
import type { EnvironmentName } from '../environment/shapes.ts'
import { play } from '../fake/cases/play.ts'
import { enqueue, type NewRun } from '../run/rows.ts'
import { cloud, internal, operator } from './cloud.ts'
import { endpointOf, filledWith, type Params, type Route, rightCall } from './example-call.ts'
import { exampleWorld } from './example-world.ts'
import { samplePod } from './sample-pod.ts'

/** @param gated what the gate does otherwise than in a real Pluto */
export async function exampleCloud(gated: Parameters<typeof cloud>[0] = {}) {
  const all = await cloud(gated)
  const { call, done, person, server, pods } = all
  const nothing = { wait: () => {}, pods: () => {} }
  const tokens = { operator, internal } as Parameters<typeof play>[1]
  const answers = await play((route, words) => call(route, words), tokens, exampleWorld, nothing)
  for (const [index, { title, status, content }] of answers.entries())
    assert.equal(status, exampleWorld[index]!.status, `${title}: ${JSON.stringify(content)}`)
  for (const environment of ['sit', 'prod'] as const)
    pods.push(samplePod({ name: `shop-${environment}`, namespace: `payments-${environment}`, environment }))

  const runs = {
    ...(await runsOf(all)),
    ended: (await server.ask(`select min(id) as id from run`))[0]!.id as number,
  }
  const runOf = (route: Route, environment?: EnvironmentName): number =>
    endpointOf(route).policy === 'internal'
      ? runs.running
      : environment === 'prod'
        ? runs.waitingInProd
        : route.startsWith('GET ')
          ? runs.ended
          : runs.waiting

  /** An administrator of the platform whose password is that of the examples, with a token of the name that they delete. */
  const boss = await person('boss', [], true)
  const { current } = contract['PUT /api/v1/me/password'].example
  await done('PUT /api/v1/me/password', {
    as: boss,
    body: { current: 'new password of boss', password: current },
  })
  await done('POST /api/v1/tokens', { as: boss, body: { name: 'robot' } })

  return {
    ...all,
    boss,
    runs,
    /** A right call of the route, as `call` takes it. */
    right: (route: Route, environment?: EnvironmentName, params: Params = {}) => {
      const { query, body, ...given } = rightCall(route, environment)
      const id = String(runOf(route, environment))
      return {
        asked: filledWith({ id, ...given.params, ...params }, route) + query,
        words: body ? { body } : {},
      }
    },
    ...(await snapshots(server.ask)),
  }
}

/** One of each kind that a route can act on; and one that a worker can take. */
async function runsOf({ database }: Awaited<ReturnType<typeof cloud>>) {
  const { worker } = contract['POST /internal/leases'].example
  const make = async (application: string, more: Partial<NewRun>, set: object) => {
    const cause = crypto.randomUUID()
    const id = await enqueue(database, { kind: 'build', application, cause, by: 'mei', ...more })
    await database
      .updateTable('run')
      .set({ attempts: 0, ...set })
      .where('id', '=', id)
      .execute()
    return id
  }
  const inProd = { kind: 'deploy', environment: 'prod', release: 1 } as const
  const lease_until = new Date(Date.now() + 3_600_000)
  return {
    waiting: await make('shop', {}, { state: 'waiting' }),
    waitingInProd: await make('shop', inProd, { state: 'waiting' }),
    running: await make('wiki', {}, { state: 'running', worker, lease_until }),
    queued: await make('shop', {}, {}),
  }
}

type Ask = (question: string) => Promise<readonly Record<string, unknown>[]>
/** `keep`: from now on `restore` puts all rows of the database back as they are. Sequences go on. */
async function snapshots(ask: Ask) {
  const found = await ask("select tablename as name from pg_tables where schemaname = 'public' order by 1")
  const tables = found.map(({ name }) => String(name))
  const each = (words: (name: string) => string) => tables.map(words).join(';')
  // Neither foreign keys nor triggers are looked at.
  const put = each((name) => `delete from ${name}; insert into ${name} select * from kept.${name}`)
  return {
    keep: async (): Promise<void> => {
      const copies = each((name) => `create table kept.${name} as table ${name}`)
      await ask(`drop schema if exists kept cascade; create schema kept; ${copies}`)
    },
    restore: async (): Promise<void> => {
      await ask(`begin; set local session_replication_role = replica; ${put}; commit`)
    },
  }
}
