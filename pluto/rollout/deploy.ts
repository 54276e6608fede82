/** One deploy from start to end; restores the previous release if the new one fails or is cancelled. */
import { type Fault, faultOf, problemOf } from '@opads/kernel/fault'
import { objectPath } from '@opads/kernel/kube'
import { type Message, said } from '@opads/kernel/message'
import { Problem, type ProblemCode } from '@opads/kernel/problem'
import { waitFor } from '@opads/world/wait'
import { namespaceOf } from '../environment/names.ts'
import { finishRun } from '../run/finish.ts'
import { renew } from '../run/lease.ts'
import { addLog, failureLine, note } from '../run/log.ts'
import { isDatabaseAway } from '../store/pool.ts'
import { type Applied, applyRelease, lastWords, untilReady } from './apply.ts'
import type { DeployerTools, Destination } from './deployer-tools.ts'
import { differing, lastDeployed, settingsOf } from './settings.ts'
import type { Settings } from './table.ts'

type Say = (message: Message) => Promise<void>
const putBackMs = 600_000
const is = (code: ProblemCode) => (failure: unknown) => failure instanceof Problem && failure.code === code
/** Another worker has the run, or it is over. */
const lost: readonly ProblemCode[] = ['run.lost-lease', 'run.over']
export const isLost = (failure: unknown) => failure instanceof Problem && lost.includes(failure.code)
const isCancelled = is('run.cancelled')

export async function deploy(
  run: number,
  target: Destination,
  release: number,
  tools: DeployerTools,
): Promise<void> {
  const { database, worker } = tools
  const say: Say = (message) => addLog(database, run, [note('deploy', message)])
  const settings = await settingsNow(target, tools)
  let problem: Fault | undefined
  let applied: Applied | undefined
  try {
    applied = await applyRelease(target, { release, settings }, tools)
    await say(said('deploy.applied', { release }))
    await untilReady(run, target, release, applied, say, tools)
  } catch (failure) {
    if (isLost(failure) || isDatabaseAway(failure)) throw failure
    if (isCancelled(failure)) return cancel(run, target, tools)
    // `renew` throws when another worker has the run: then restore nothing.
    if ((await renew(database, run, worker)) !== null) return cancel(run, target, tools)
    if (!(failure instanceof Problem)) console.error(failure)
    problem = faultOf(problemOf(failure, `run ${run}`), { run })
    if (applied) await addLog(database, run, await lastWords(target, applied, tools))
    await addLog(database, run, [failureLine('deploy', problem)])
    await putBack(run, target, say, tools)
  }
  await finishRun(database, run, { worker, problem, settings }).catch((failure: unknown) => {
    if (!isCancelled(failure)) throw failure
    return cancel(run, target, tools) // somebody cancelled when it had just become ready
  })
}

/** While nodes are unknown, `userNamespace` stays as deployed: a change would replace all pods. */
async function settingsNow(target: Destination, { database, live }: DeployerTools): Promise<Settings> {
  const userNamespace =
    live.userNamespaces() ?? (await lastDeployed(database, target))?.settings?.userNamespace ?? false
  return { ...(await settingsOf(database, target)), userNamespace }
}

/** Restores the previous release, as the database records it. If the worker dies meanwhile, another repeats this. */
export async function cancel(run: number, target: Destination, tools: DeployerTools): Promise<void> {
  const { database, worker } = tools
  const say: Say = (message) => addLog(database, run, [note('deploy', message)])
  const by = (await renew(database, run, worker)) ?? ''
  await say(said('deploy.being-cancelled', { by }))
  await putBack(run, target, say, tools)
  await finishRun(database, run, { worker, cancelledBy: by })
}

/** Retries while the API server is unavailable: better a late end than a database that names another release than the running one. */
async function putBack(run: number, target: Destination, say: Say, tools: DeployerTools): Promise<void> {
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

async function restore(target: Destination, say: Say, tools: DeployerTools): Promise<void> {
  const { database, key } = tools
  const before = await lastDeployed(database, target)
  if (before) {
    const today = await settingsOf(database, target)
    const settings = before.settings ?? today
    await applyRelease(target, { ...before, settings }, tools)
    const names = differing(settings, today, key, target)
    if (names.length > 0) await say(said('deploy.other-settings', { names }))
    return say(said('deploy.restored', { release: before.release }))
  }
  // No previous release: delete the Deployment, so that its pods do not restart for ever.
  const { application, tenant, environment } = target
  const metadata = { name: application, namespace: namespaceOf(tenant, environment) }
  await tools.kube.remove(objectPath({ apiVersion: 'apps/v1', kind: 'Deployment', metadata }))
}
