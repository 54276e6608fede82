/** Works on deploy runs: applies the objects of a release, waits until it is ready, and puts the one before back when it is not. */
import { setTimeout as sleep } from 'node:timers/promises'
import { collectionPath, objectPath } from '@opads/kernel/kube'
import { fill, Problem, problems } from '@opads/kernel/problem'
import type { Kube } from '@opads/world/kube/client'
import type { Database } from './database.ts'
import { namespaceOf, objectsOf } from './objects.ts'
import { type Deployment, type Pod, progressOf } from './rollout.ts'
import { addLog, finishRun, renew, takeLease } from './runs.ts'
import { openVariables } from './variables.ts'

export type DeployerTools = {
  readonly database: Database
  readonly kube: Kube
  readonly key: Buffer
  readonly domain: string
  readonly worker: string
  readonly signal: AbortSignal
}
const environment = 'sit'
const boundMs = 180_000

export async function workOnDeploys(tools: DeployerTools): Promise<void> {
  while (!tools.signal.aborted) {
    try {
      const run = await takeLease(tools.database, 'deploy', tools.worker)
      if (run) await deploy(run.id, run.application, run.tenant, run.input.release!, tools)
      else await sleep(200)
    } catch (failure) {
      console.error(`deployer: ${failure instanceof Error ? failure.message : String(failure)}`)
      await sleep(1000)
    }
  }
}

async function deploy(
  run: number,
  application: string,
  tenant: string,
  release: number,
  tools: DeployerTools,
): Promise<void> {
  const { database, worker } = tools
  const say = (text: string) => addLog(database, run, [{ step: 'deploy', text }])
  let problem: { code: string; sentence: string; next: string } | undefined
  try {
    await applyRelease(application, tenant, release, tools)
    await say(`release ${release} is applied, waiting for its pods`)
    await untilReady(run, application, tenant, release, say, tools)
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'run.lost-lease') return
    const known =
      failure instanceof Problem ? failure : new Problem('server.fault', { request: `run ${run}` }, failure)
    problem = {
      code: known.code,
      sentence: known.message,
      next: fill(problems[known.code].next, known.facts),
    }
    await say(`✕ ${known.message}`)
    const before = await lastDeployed(database, application)
    if (before !== undefined) {
      await applyRelease(application, tenant, before, tools)
      await say(`release ${before} is put back`)
    } else await scaleToNone(application, tenant, tools)
  }
  await finishRun(database, run, { worker, problem })
}

export async function lastDeployed(database: Database, application: string): Promise<number | undefined> {
  const row = await database
    .selectFrom('deployment')
    .select('release')
    .where('application', '=', application)
    .where('environment', '=', environment)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.release
}

async function applyRelease(
  application: string,
  tenant: string,
  number: number,
  { database, kube, key, domain }: DeployerTools,
): Promise<void> {
  const release = await database
    .selectFrom('release')
    .selectAll()
    .where('application', '=', application)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!release) throw new Problem('release.unknown', { application, release: number })
  const row = await database
    .selectFrom('application')
    .select('replicas')
    .where('name', '=', application)
    .executeTakeFirstOrThrow()
  const { values, digest } = await openVariables(database, key, { application, environment })
  const { commit, image, recipe } = release
  const objects = objectsOf({
    application, tenant, environment, domain, release: number, commit, image, recipe,
    replicas: row.replicas ?? recipe.replicas, variables: values, variablesDigest: digest,
  }) // biome-ignore format: a placement reads best as one
  for (const object of objects) await kube.apply(object, 'opads-pluto')
}

async function untilReady(
  run: number,
  application: string,
  tenant: string,
  release: number,
  say: (text: string) => Promise<void>,
  tools: DeployerTools,
): Promise<void> {
  const namespace = namespaceOf(tenant, environment)
  const path = objectPath({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: application, namespace },
  })
  const podsPath = `${collectionPath('v1', 'Pod', namespace)}?labelSelector=app.kubernetes.io%2Fname%3D${application}`
  const started = performance.now()
  let shown = ''
  let renewed = 0
  for (;;) {
    if (performance.now() - renewed > 4000) {
      await renew(tools.database, run, tools.worker)
      renewed = performance.now()
    }
    const [deployment, pods] = await Promise.all([
      tools.kube.get<Deployment>(path),
      tools.kube.get<{ items: Pod[] }>(podsPath),
    ])
    if (deployment) {
      const { state, note } = progressOf(deployment, pods?.items ?? [], release)
      if (note !== shown) await say(note)
      shown = note
      if (state === 'done') return
      if (state === 'failed' || performance.now() - started > boundMs)
        throw new Problem('deploy.not-ready', { application, release, run, reason: note })
    }
    await sleep(200)
  }
}

/** A first release that never ran leaves nothing that tries for ever. */
async function scaleToNone(application: string, tenant: string, { kube }: DeployerTools): Promise<void> {
  const namespace = namespaceOf(tenant, environment)
  await kube.remove(
    objectPath({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: application, namespace } }),
  )
}
