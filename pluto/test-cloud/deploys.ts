/** The deploy worker on a real PostgreSQL and a fake cluster whose pods the test controls: tenant `ours`, application `shop`, two releases. */
import { after, beforeEach } from 'node:test'
import { recipe } from '@opads/delivery/contract'
import { said } from '@opads/kernel/message'
import { waitFor } from '@opads/world/wait'
import { because, type PodRow } from '../pod/row.ts'
import { workOnDeploys } from '../rollout/deployer.ts'
import { enqueue } from '../run/rows.ts'
import { cloud, operator } from './cloud.ts'
import { samplePod } from './sample-pod.ts'

const all = await cloud()
const { kube, live, changes, key, stop } = all
export const { done, refused, database, objects, fake, deployments, pods, nodes } = all
const ending = new AbortController()
const work = workOnDeploys({
  database,
  kube,
  live,
  changes,
  key,
  domain: 'main.localhost',
  worker: 'one',
  turn: () => {},
  signal: ending.signal,
})
after(async () => {
  ending.abort()
  await work
  await stop()
})
await done('POST /api/v1/tenants', { as: operator, body: { name: 'ours' } })
const path = '/apis/apps/v1/namespaces/ours-sit/deployments/shop'
export const applied = () =>
  objects.get(path) as
    | {
        metadata: { generation: number }
        spec: {
          replicas: number
          template: { metadata: { annotations: Record<string, string> }; spec: { hostUsers?: boolean } }
        }
      }
    | undefined
export const releaseOf = () => Number(applied()?.spec.template.metadata.annotations['opads.io/release'] ?? 0)
export const publishPods = () => changes.publish({ topic: 'pods', application: 'shop' })
/** Plays the Deployment controller: sets the live row, with its pods ready or not. */
export const observe = (isReady: boolean) => {
  const { metadata, spec } = applied()!
  const count = isReady ? spec.replicas : 0
  deployments.splice(0, 1, {
    application: 'shop', environment: 'sit', release: releaseOf(), template: templateOf(), wanted: spec.replicas, all: spec.replicas, updated: spec.replicas,
    available: count, generation: metadata.generation, isSeen: true, late: null,
  }) // biome-ignore format: one row
  publishPods()
}
export const templateOf = () => applied()!.spec.template.metadata.annotations['opads.io/template']!
export const crashedOf = (release: number, template = templateOf()): PodRow =>
  samplePod({
    name: `shop-${release}`, state: 'crashed', ...because(said('kube.exited', { exitCode: 3 })), restarts: 1, release, template,
  }) // biome-ignore format: one row
export const runOf = (id: number) => done(`GET /api/v1/runs/${id}`, { as: operator })
export const over = (id: number) =>
  waitFor(
    `run ${id} to end`,
    async () => {
      const run = await runOf(id)
      return run.finishedAt !== null && run
    },
    { boundMs: 20_000, everyMs: 30 },
  )
export const logOf = async (id: number) =>
  (await database.selectFrom('run_log').select('text').where('run', '=', id).orderBy('seq').execute()).map(
    ({ text }) => text,
  )
export const deploy = async (release: number) => {
  const { run } = await done('POST /api/v1/applications/shop/deployments', {
    as: operator,
    body: { release },
  })
  await waitFor(`release ${release} to be applied`, async () => releaseOf() === release, {
    boundMs: 20_000,
    everyMs: 30,
  })
  return run as number
}

beforeEach(async () => {
  await database.deleteFrom('application').execute()
  objects.clear()
  deployments.splice(0)
  pods.splice(0)
  nodes.haveUserNamespaces = true
  await done('POST /api/v1/applications', { as: operator, body: { name: 'shop', tenant: 'ours' } })
  for (const number of [1, 2]) {
    const run = await enqueue(database, {
      kind: 'build',
      application: 'shop',
      cause: `build ${number}`,
      by: 'me',
    })
    const image = `registry.opads.internal/applications/ours/shop@sha256:${String(number).repeat(64)}`
    const values = { application: 'shop', number, commit: 'abc', title: null, image, run, created_by: 'me' }
    await database
      .insertInto('release')
      .values({ ...values, recipe: JSON.stringify(recipe.parse({ base: 'static' })) })
      .execute()
  }
})

/** What the pods run with: replicas, release and variables. */
export const seen = () => {
  const { data } = objects.get('/api/v1/namespaces/ours-sit/secrets/shop') as unknown as {
    data: Record<string, string>
  }
  const values = Object.entries(data).map(([name, value]) => [name, Buffer.from(value, 'base64').toString()])
  return { replicas: applied()!.spec.replicas, release: releaseOf(), ...Object.fromEntries(values) }
}
export const set = (what: string, body: object) =>
  done(`PUT /api/v1/applications/shop/environments/sit/${what}`, { as: operator, body })
