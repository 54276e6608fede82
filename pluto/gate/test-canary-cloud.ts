/** A cloud with planted secrets of every kind: those of people, processes and the platform, and those of an application that runs with them. */
import { recipe } from '@opads/delivery/contract'
import { said } from '@opads/kernel/message'
import { type Role, roles } from '@opads/kernel/role'
import { waitFor } from '@opads/world/wait'
import { workOnDeploys } from '../rollout/deployer.ts'
import { deploymentRow } from '../rollout/progress.ts'
import { enqueue } from '../run/rows.ts'
import { type Cloud, firstPassword, internal, operator } from '../test-cloud/cloud.ts'
import { samplePod } from '../test-cloud/sample-pod.ts'
import { canaries, canary } from './test-canaries.ts'

/** Members of `payments`, an admin of `theirs`, an account without a tenant, an administrator, and one who has not changed the first password. */
export type Person = Role | 'foreign' | 'nobody' | 'platform' | 'fresh'
type Keys = { readonly session: string; readonly password: string; readonly token: string }

export type PlantedCloud = Awaited<ReturnType<typeof plantedCloud>>
export async function plantedCloud(all: Cloud) {
  const planted = canaries()
  const { plant } = planted
  const { done, key, pods } = all
  plant('first password', firstPassword)
  plant('token of the platform', operator)
  plant('token of processes', internal)
  plant('encryption key', key.toString('base64'))
  plant('encryption key in hex', key.toString('hex'))
  const person = async (name: Person, tenants: readonly string[] = []): Promise<Keys> => {
    const account = `a-${name}`
    const body = { name: account, tenants, isAdmin: name === 'platform' }
    const made = await done('POST /api/v1/users', { as: operator, body })
    const first = plant(`first password of ${name}`, made.password)
    const signed = await done('POST /api/v1/sessions', { body: { account, password: first } })
    const session = plant(`session of ${name}`, signed.token)
    if (name === 'fresh') return { session, password: first, token: session }
    const password = plant(`password of ${name}`, canary(`password of ${name}`))
    await done('PUT /api/v1/me/password', { as: session, body: { current: first, password } })
    const { token } = await done('POST /api/v1/tokens', { as: session, body: { name: 'robot' } })
    return { session, password, token: plant(`token of ${name}`, token) }
  }
  for (const name of ['payments', 'theirs', 'research'])
    await done('POST /api/v1/tenants', { as: operator, body: { name } })
  const people = {
    foreign: await person('foreign', ['theirs']),
    nobody: await person('nobody'),
    platform: await person('platform'),
    fresh: await person('fresh'),
  } as Record<Person, Keys>
  for (const role of roles) {
    people[role] = await person(role)
    const body = { account: `a-${role}`, role }
    await done('POST /api/v1/tenants/payments/members', { as: operator, body })
  }
  for (const name of ['mei', 'eva']) {
    const body = { name, tenants: name === 'mei' ? ['payments'] : [] }
    plant(`password of ${name}`, (await done('POST /api/v1/users', { as: operator, body })).password)
  }
  const values = {
    /** Only they may be in an answer: developers see them. */
    shown: plant('variable', canary('variable')),
    secret: plant('secret', canary('secret')),
    former: plant('former secret', canary('former secret')),
    /** Of an environment in which nothing runs. */
    waiting: plant('waiting secret', canary('waiting secret')),
  }
  await runShop(all, values)
  pods.push(samplePod({ namespace: 'payments-sit' }))
  /** A secret that somebody typed where it does not belong. */
  const typed = plant('what somebody typed', canary('typed'))
  return { people, planted, values, typed }
}

/** Two releases of `shop` were deployed to sit, with other secrets; a third deploy failed. */
async function runShop(all: Cloud, { shown, secret, former, waiting }: Readonly<Record<string, string>>) {
  const { done, database, changes, deployments } = all
  const ending = new AbortController()
  let failsNext = false
  /** Plays the Deployment controller. */
  const apply: Cloud['kube']['apply'] = async (object, manager) => {
    const answer = await all.kube.apply(object, manager)
    if (object.kind !== 'Deployment') return answer
    const late = failsNext ? said('kube.too-long') : null
    const ready = failsNext ? 0 : 1
    failsNext = false
    const row = { ...deploymentRow(answer), all: 1, updated: 1, available: ready, isSeen: true, late }
    deployments.splice(0, 1, row)
    changes.publish({ topic: 'pods', application: 'shop' })
    return answer
  }
  const work = workOnDeploys({
    ...all, kube: { ...all.kube, apply }, domain: 'main.localhost', worker: 'one', turn: () => {}, signal: ending.signal,
  }) // biome-ignore format: one value
  const as = operator
  const over = (run: number) =>
    waitFor(
      `run ${run} to end`,
      async () => (await done(`GET /api/v1/runs/${run}`, { as })).finishedAt !== null,
      { boundMs: 20_000, everyMs: 30 },
    )
  const deploy = async (release: number) =>
    over((await done('POST /api/v1/applications/shop/deployments', { as, body: { release } })).run)
  const set = async (what: string, environment: string, body: object) => {
    const path = `PUT /api/v1/applications/shop/environments/${environment}/${what}`
    const { run } = await done(path, { as, body: { values: body } })
    if (run !== null) await over(run)
  }
  await done('POST /api/v1/applications', { as, body: { name: 'shop', tenant: 'payments' } })
  await done('POST /api/v1/applications', { as, body: { name: 'spare', tenant: 'payments' } })
  for (const number of [1, 2]) {
    const cause = `build ${number}`
    const run = await enqueue(database, { kind: 'build', application: 'shop', cause, by: 'me' })
    const image = `registry.opads.internal/applications/payments/shop@sha256:${String(number).repeat(64)}`
    const words = { application: 'shop', number, commit: 'abc', title: null, image, run, created_by: 'me' }
    const made = JSON.stringify(recipe.parse({ base: 'static' }))
    await database
      .insertInto('release')
      .values({ ...words, recipe: made })
      .execute()
  }
  await database.updateTable('run').set({ state: 'succeeded', finished_at: new Date() }).execute()
  await set('config', 'sit', { SHOWN: shown! })
  await set('secrets', 'sit', { KEY: former!, GONE: former! })
  await set('secrets', 'prod', { KEY: waiting! })
  await deploy(1)
  await set('secrets', 'sit', { KEY: secret!, GONE: null })
  await deploy(2)
  failsNext = true
  await deploy(1)
  ending.abort()
  await work
}
