/** Applies the objects of a release, and waits until its pods are ready. */
import { type Message, said } from '@opads/kernel/message'
import { Problem, render } from '@opads/kernel/problem'
import { podLogPath } from '../pod/log.ts'
import { renew } from '../run/lease.ts'
import type { DeployerTools, Destination } from './deployer-tools.ts'
import { objectsOf } from './objects.ts'
import { deploymentRow, type Progress, progressOf, whyUnready } from './progress.ts'
import { openSettings } from './settings.ts'
import type { Settings } from './table.ts'

/** Kubernetes reports a late rollout after `progressDeadlineSeconds`; if it does not, we fail the run this much later. */
const graceMs = 60_000
/** A waiting worker renews its lease this often, and sees then that somebody cancels. */
const renewMs = 1000
const unseen: Progress = { state: 'working', note: said('deploy.unseen') }

export type Applied = {
  readonly generation: number
  readonly template: string
  readonly startSeconds: number
}

/**
 * Returns the Deployment's generation and template, and the seconds in which a pod must become ready.
 * @throws Problem `release.unknown`, `kube.refused`
 */
export async function applyRelease(
  target: Destination,
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
export async function untilReady(
  run: number,
  { application, environment }: Destination,
  release: number,
  { generation, startSeconds }: Applied,
  say: (note: Message) => Promise<void>,
  { database, live, changes, worker }: DeployerTools,
): Promise<void> {
  let moved = performance.now()
  let shown = render(unseen.note)
  let renewed = Number.NEGATIVE_INFINITY
  for (;;) {
    if (performance.now() - renewed > renewMs) {
      if ((await renew(database, run, worker)) !== null) throw new Problem('run.cancelled', { run })
      renewed = performance.now()
    }
    const deployment = live.deployment(application, environment)
    const pods = live.pods(application, environment)
    const isShown = deployment && deployment.generation >= generation
    const { state, note } = isShown ? progressOf(deployment, pods) : unseen
    const words = render(note)
    if (words !== shown) {
      await say(note)
      moved = performance.now()
    }
    shown = words
    if (state === 'done') return
    const isLate = performance.now() - moved > startSeconds * 1000 + graceMs
    if (state === 'failed' || isLate) {
      const reason = state === 'failed' ? note : ((isShown && whyUnready(deployment, pods)) ?? note)
      throw new Problem('deploy.not-ready', { application, environment, release, run, reason })
    }
    await changes.next('pods', 1000)
  }
}

/** The last log lines of this rollout's newest pod that crashed, or else runs without becoming ready; read before the previous release is restored and deletes it. */
export async function lastWords(
  { application, environment }: Destination,
  { template }: Applied,
  { kube, live }: DeployerTools,
): Promise<readonly { step: string; text: string }[]> {
  const ours = live.pods(application, environment).filter((one) => one.template === template)
  const pod =
    ours.find((one) => one.state === 'crashed') ??
    ours.find((one) => one.state === 'starting' && one.message !== null)
  if (!pod) return []
  const lines: { step: string; text: string }[] = []
  const query = { follow: false, tail: 20, previous: false } // in CrashLoopBackOff the current log is that of the crash
  await kube.lines(podLogPath(pod, query), (text) => lines.push({ step: pod.name, text })).catch(() => {})
  return lines
}
