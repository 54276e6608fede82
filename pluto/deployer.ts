/** Works on deploy runs: applies a release's objects, waits until it is ready, restores the previous one if it fails or is cancelled. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, faultOf, problemOf } from '@opads/kernel/fault'
import { objectPath } from '@opads/kernel/kube'
import { Problem, type ProblemCode } from '@opads/kernel/problem'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { namespaceOf } from './environment/names.ts'
import type { EnvironmentName } from './environment/shapes.ts'
import { finishRun } from './finish.ts'
import type { Live } from './live/rows.ts'
import { objectsOf } from './objects.ts'
import { podLogPath } from './pod/log.ts'
import { deploymentRow, type Progress, progressOf } from './rollout.ts'
import { addLog, keepLease, renew, takeLease } from './runs.ts'
import { differing, lastDeployed, openSettings, type Settings, settingsOf } from './settings.ts'
import type { Database } from './store/database.ts'
import { isDatabaseAway } from './store/pool.ts'
import type { Changes } from './stream/changes.ts'

export type DeployerTools = {
  readonly database: Database
  readonly kube: Kube
  readonly live: Live
  readonly changes: Changes
  readonly key: Buffer
  readonly domain: string
  readonly worker: string
  /** Reports to the liveness probe that the loop runs. */
  readonly turn: () => void
  readonly signal: AbortSignal
}
type Target = { readonly application: string; readonly tenant: string; readonly environment: EnvironmentName }

/** Kubernetes reports a late rollout after `progressDeadlineSeconds`; if it does not, we fail the run this much later. */
const graceMs = 60_000
/** A waiting worker renews its lease this often, and sees then that somebody cancels. */
const renewMs = 1000
const putBackMs = 600_000
const mostAtOnce = 20
const unseen: Progress = { state: 'working', note: 'Kubernetes has not shown it yet' }

/** Works on many runs at once; leases allow one per application and environment. */
export async function workOnDeploys(all: DeployerTools): Promise<void> {
  const working = new Set<Promise<unknown>>()
  while (!all.signal.aborted) {
    all.turn()
    try {
      // One worker name per lease: work that stalled and lost its lease must not take its successor's in this process for its own.
      const tools = { ...all, worker: `${all.worker}/${randomUUID()}` }
      const run =
        working.size < mostAtOnce ? await takeLease(tools.database, 'deploy', tools.worker) : undefined
      if (!run) {
        await tools.changes.next('run', 1000)
        continue
      }
      const { application, tenant, environment, id } = run
      const target = { application, tenant, environment: environment! }
      const release = run.release ?? (await whatRuns(id, target, tools))
      const over = new AbortController()
      void keepLease(tools.database, id, tools.worker, over.signal)
      const work = (run.cancel_by === null ? deploy(id, target, release, tools) : cancel(id, target, tools))
        // The lease expires, then a worker takes the run up again.
        .catch(
          (failure: unknown) => isLost(failure) || console.error(`deployer: run ${id}: ${String(failure)}`),
        )
        .finally(() => {
          over.abort()
          working.delete(work)
        })
      working.add(work)
    } catch (failure) {
      console.error(`deployer: ${failure instanceof Error ? failure.message : String(failure)}`)
      await sleep(1000)
    }
  }
}

/** A change of variables or replicas applies to the release that is deployed when the run begins. */
async function whatRuns(run: number, target: Target, { database }: DeployerTools): Promise<number> {
  const release = (await lastDeployed(database, target))?.release ?? 0
  await database.updateTable('run').set({ release }).where('id', '=', run).execute()
  return release
}

const is = (code: ProblemCode) => (failure: unknown) => failure instanceof Problem && failure.code === code
/** Another worker has the run, or it is over. */
const lost: readonly ProblemCode[] = ['run.lost-lease', 'run.over']
const isLost = (failure: unknown) => failure instanceof Problem && lost.includes(failure.code)
const isCancelled = is('run.cancelled')

async function deploy(run: number, target: Target, release: number, tools: DeployerTools): Promise<void> {
  const { database, worker } = tools
  const say = (text: string) => addLog(database, run, [{ step: 'deploy', text }])
  const settings = await settingsNow(target, tools)
  let problem: Fault | undefined
  let applied: Applied | undefined
  try {
    applied = await applyRelease(target, { release, settings }, tools)
    await say(`release ${release} is applied, waiting for its pods`)
    await untilReady(run, target, release, applied, say, tools)
  } catch (failure) {
    if (isLost(failure) || isDatabaseAway(failure)) throw failure
    if (isCancelled(failure)) return cancel(run, target, tools)
    // `renew` throws when another worker has the run: then restore nothing.
    if ((await renew(database, run, worker)) !== null) return cancel(run, target, tools)
    if (!(failure instanceof Problem)) console.error(failure)
    problem = faultOf(problemOf(failure, `run ${run}`), { run })
    if (applied) await addLog(database, run, await lastWords(target, applied, tools))
    await say(`✕ ${problem.sentence}`)
    await putBack(run, target, say, tools)
  }
  await finishRun(database, run, { worker, problem, settings }).catch((failure: unknown) => {
    if (!isCancelled(failure)) throw failure
    return cancel(run, target, tools) // somebody cancelled when it had just become ready
  })
}

/** While nodes are unknown, `userNamespace` stays as deployed: a change would replace all pods. */
async function settingsNow(target: Target, { database, live }: DeployerTools): Promise<Settings> {
  const userNamespace =
    live.userNamespaces() ?? (await lastDeployed(database, target))?.settings?.userNamespace ?? false
  return { ...(await settingsOf(database, target)), userNamespace }
}

/** Restores the previous release, as the database records it. If the worker dies meanwhile, another repeats this. */
async function cancel(run: number, target: Target, tools: DeployerTools): Promise<void> {
  const { database, worker } = tools
  const say = (text: string) => addLog(database, run, [{ step: 'deploy', text }])
  const by = (await renew(database, run, worker)) ?? ''
  await say(`${by} cancelled it`)
  await putBack(run, target, say, tools)
  await finishRun(database, run, { worker, cancelledBy: by })
}

/** The last log lines of this rollout's newest crashed pod, read before the previous release is restored and deletes it. */
async function lastWords(
  { application, environment }: Target,
  { template }: Applied,
  { kube, live }: DeployerTools,
): Promise<readonly { step: string; text: string }[]> {
  const pod = live
    .pods(application, environment)
    .find((one) => one.template === template && one.state === 'crashed')
  if (!pod) return []
  const lines: { step: string; text: string }[] = []
  const query = { follow: false, tail: 20, previous: false } // in CrashLoopBackOff the current log is that of the crash
  await kube.lines(podLogPath(pod, query), (text) => lines.push({ step: pod.name, text })).catch(() => {})
  return lines
}

/** Retries while the API server is unavailable: better a late end than a database that names another release than the running one. */
async function putBack(
  run: number,
  target: Target,
  say: (text: string) => Promise<void>,
  tools: DeployerTools,
): Promise<void> {
  const { database, worker, signal } = tools
  await waitFor(
    'the release before to be put back',
    async () => {
      await renew(database, run, worker)
      await restore(target, say, tools)
      return true
    },
    { boundMs: putBackMs, everyMs: 1000, endsOn: lost, signal },
  )
}

async function restore(
  target: Target,
  say: (text: string) => Promise<void>,
  tools: DeployerTools,
): Promise<void> {
  const { database, key } = tools
  const before = await lastDeployed(database, target)
  if (before) {
    const today = await settingsOf(database, target)
    const settings = before.settings ?? today
    await applyRelease(target, { ...before, settings }, tools)
    const names = differing(settings, today, key, target)
    if (names.length > 0) await say(`set by now, but not what it runs with: ${names.join(', ')}`)
    return say(`release ${before.release} is put back as it ran`)
  }
  // No previous release: delete the Deployment, so that its pods do not restart for ever.
  const { application, tenant, environment } = target
  const metadata = { name: application, namespace: namespaceOf(tenant, environment) }
  await tools.kube.remove(objectPath({ apiVersion: 'apps/v1', kind: 'Deployment', metadata }))
}

type Applied = { readonly generation: number; readonly template: string; readonly startSeconds: number }

/**
 * Returns the Deployment's generation and template, and the seconds in which a pod must become ready.
 * @throws Problem `release.unknown`, `kube.refused`
 */
async function applyRelease(
  target: Target,
  { release: number, settings }: { readonly release: number; readonly settings: Settings },
  { database, kube, key, domain }: DeployerTools,
): Promise<Applied> {
  const { application, tenant, environment } = target
  const release = await database
    .selectFrom('release')
    .selectAll()
    .where('application', '=', application)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!release) throw new Problem('release.unknown', { application, release: number })
  const { values, digest } = openSettings(settings, key, target)
  const { commit, image, recipe } = release
  const objects = objectsOf({
    application,
    tenant,
    environment,
    domain,
    release: number,
    commit,
    image,
    recipe,
    replicas: settings.replicas ?? recipe.replicas,
    variables: values,
    userNamespace: settings.userNamespace ?? false,
    variablesDigest: digest,
  })
  let applied = { generation: 0, template: '' }
  for (const object of objects) {
    const answer = await kube.apply(object, 'opads-pluto')
    if (object.kind === 'Deployment') applied = deploymentRow(answer)
  }
  const { generation, template } = applied
  return { generation, template, startSeconds: recipe.startSeconds }
}

/**
 * Checks at every change of pods and once a second; renews the lease meanwhile.
 * @throws Problem `deploy.not-ready`, `run.lost-lease`, `run.cancelled`
 */
async function untilReady(
  run: number,
  { application, environment }: Target,
  release: number,
  { generation, startSeconds }: Applied,
  say: (text: string) => Promise<void>,
  { database, live, changes, worker }: DeployerTools,
): Promise<void> {
  let moved = performance.now()
  let shown = unseen.note
  let renewed = Number.NEGATIVE_INFINITY
  for (;;) {
    if (performance.now() - renewed > renewMs) {
      if ((await renew(database, run, worker)) !== null) throw new Problem('run.cancelled', { run })
      renewed = performance.now()
    }
    const deployment = live.deployment(application, environment)
    const { state, note } =
      deployment && deployment.generation >= generation
        ? progressOf(deployment, live.pods(application, environment))
        : unseen
    if (note !== shown) {
      await say(note)
      moved = performance.now()
    }
    shown = note
    if (state === 'done') return
    if (state === 'failed' || performance.now() - moved > startSeconds * 1000 + graceMs)
      throw new Problem('deploy.not-ready', { application, environment, release, run, reason: note })
    await changes.next('pods', 1000)
  }
}
