/** Works on build runs: reads the recipe, makes the Job, tells its log, ends the run with an image or a problem. */
import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { registryName } from '@opads/images/contract'
import { collectionPath, objectPath } from '@opads/kernel/kube'
import { buildNamespace } from '@opads/kernel/part'
import { fill, Problem, problems } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import type { Kube } from '@opads/world/kube/client'
import type { Recipe } from './contract.ts'
import { buildJob, stepName } from './job.ts'
import type { BuildRun, LogLine, Pluto } from './pluto-client.ts'
import { recipeOf } from './recipe.ts'
import type { Repositories } from './repositories.ts'

export type BuilderTools = {
  readonly kube: Kube
  readonly pluto: Pluto
  readonly repositories: Repositories
  readonly token: Secret
  readonly opadsImage: string
  /** Base → reference. */
  readonly bases: Readonly<Record<Recipe['base'], string>>
  readonly registryAddress: string
  readonly signal: AbortSignal
}
type Status = {
  name: string
  state: {
    waiting?: { reason?: string; message?: string }
    running?: object
    terminated?: { exitCode: number; message?: string }
  }
}
type Pod = {
  metadata: { name: string; deletionTimestamp?: string }
  status: { phase: string; initContainerStatuses?: Status[]; containerStatuses?: Status[] }
}
type Job = { status?: { failed?: number; conditions?: { type: string; status: string; message?: string }[] } }

const mostAtOnce = 4

/** A few at once; the Jobs do the work, and one of an application at a time, the lease sees to that. */
export async function workOnBuilds(tools: BuilderTools): Promise<void> {
  const working = new Set<Promise<void>>()
  while (!tools.signal.aborted) {
    try {
      if (working.size >= mostAtOnce) await Promise.race(working)
      const run = await tools.pluto.lease()
      if (!run) continue
      const work = build(run, tools)
        .catch((failure: unknown) => console.error(failure)) // its lease ends, and it is taken up again
        .finally(() => working.delete(work))
      working.add(work)
    } catch (failure) {
      console.error(`builder: ${failure instanceof Error ? failure.message : String(failure)}`)
      await sleep(1000)
    }
  }
}

/** A token that opens the source of one run only. */
export const sourceToken = (token: Secret, run: number, repository: string, commit: string): string =>
  createHmac('sha256', token.reveal()).update(`${run} ${repository} ${commit}`).digest('base64url')

async function build(run: BuildRun, tools: BuilderTools): Promise<void> {
  const { pluto } = tools
  const pending: LogLine[] = []
  const send = async () => {
    await pluto.log(run.id, pending.splice(0, 1000))
  }
  try {
    const commit = await commitOf(run, tools.repositories)
    const { image, recipe } = await buildImage(
      { ...run, commit },
      (step, text) => pending.push({ step, text: text.slice(0, 20_000) }),
      send,
      tools,
    )
    await send()
    await pluto.finish(run.id, { result: { commit, image, recipe } })
  } catch (failure) {
    if (failure instanceof Problem && failure.code === 'run.lost-lease') return
    const known =
      failure instanceof Problem
        ? failure
        : new Problem('server.fault', { request: `run ${run.id}` }, failure)
    if (!(failure instanceof Problem)) console.error(failure)
    pending.push({ step: 'build', text: `✕ ${known.message}` })
    await send()
    const next = fill(problems[known.code].next, { run: run.id, ...known.facts })
    await pluto.finish(run.id, { problem: { code: known.code, sentence: known.message, next } })
  }
}

async function buildImage(
  { id, application, tenant, commit }: BuildRun & { readonly commit: string },
  say: (step: string, text: string) => void,
  send: () => Promise<void>,
  { kube, repositories, token, opadsImage, bases, registryAddress }: BuilderTools,
): Promise<{ image: string; recipe: Recipe }> {
  const repository = `${tenant}/${application}`
  const recipe = await recipeOf(await repositories.filesAtTop(repository, commit), (file) =>
    repositories.read(repository, commit, file),
  )
  say('build', `${commit.slice(0, 8)} on base ${recipe.base}, ${recipe.build.length} steps`)
  const target = `${registryName}/applications/${repository}:${commit}`
  const job = buildJob({
    run: id, application, tenant, recipe, opadsImage, target, registryAddress,
    baseImage: bases[recipe.base],
    sourceUrl: `http://delivery.opads-system/source/${id}/${repository}/${commit}`,
    sourceToken: sourceToken(token, id, repository, commit),
  }) // biome-ignore format: one input
  const path = objectPath(job)
  if (!(await kube.get(path))) await kube.apply(job, 'opads-delivery') // a run that is taken up again finds its Job
  const podsPath = `${collectionPath('v1', 'Pod', buildNamespace)}?labelSelector=opads.io%2Frun%3D${id}`
  const followed = new Map<string, Promise<void>>()
  const stopLogs = new AbortController()
  try {
    for (;;) {
      await send()
      const [state, pods] = await Promise.all([kube.get<Job>(path), kube.get<{ items: Pod[] }>(podsPath)])
      const pod = pods?.items.filter((one) => !one.metadata.deletionTimestamp).at(-1)
      if (pod) {
        const all = [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]
        for (const one of all) {
          const key = `${pod.metadata.name}/${one.name}`
          if ((one.state.running || one.state.terminated) && !followed.has(key)) {
            const log = `${collectionPath('v1', 'Pod', buildNamespace)}/${pod.metadata.name}/log?container=${one.name}&follow=true`
            followed.set(
              key,
              kube
                .lines(log, (line) => say(titleOf(one.name, recipe), line), {
                  signal: stopLogs.signal,
                  quietMs: 1_800_000,
                })
                .catch(() => {}),
            )
          }
        }
        const ended = all.find((one) => one.state.terminated && one.state.terminated.exitCode !== 0)?.state
          .terminated
        if (pod.status.phase === 'Succeeded') {
          await Promise.race([Promise.all(followed.values()), sleep(2000)])
          const digest = pod.status.containerStatuses?.[0]?.state.terminated?.message ?? ''
          return { image: `${registryName}/applications/${repository}@${digest.trim()}`, recipe }
        }
        if (pod.status.phase === 'Failed' && ended && ended.exitCode !== 137 && ended.exitCode !== 143) {
          await Promise.race([Promise.all(followed.values()), sleep(2000)])
          const failed = all.find((one) => one.state.terminated === ended)!
          throw new Problem('build.failed', {
            step: titleOf(failed.name, recipe),
            exitCode: ended.exitCode,
            lastLines: ended.message?.trim() || (await lastLines(kube, pod.metadata.name, failed.name)),
            run: id,
          })
        }
        const stuck = all.find((one) =>
          ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'CreateContainerError'].includes(
            one.state.waiting?.reason ?? '',
          ),
        )
        if (stuck)
          throw new Problem('build.lost', {
            reason: `${stuck.state.waiting?.reason}: ${stuck.state.waiting?.message ?? ''}`,
          })
      }
      const over = state?.status?.conditions?.find((one) => one.type === 'Failed' && one.status === 'True')
      if (over && !pod)
        throw new Problem('build.lost', { reason: over.message ?? 'its pods were killed too often' })
      await sleep(200)
    }
  } finally {
    stopLogs.abort()
    await kube.remove(path).catch(() => {})
  }
}

/** A push names its commit, a person a branch, tag or commit. @throws Problem `source.ref-unknown` */
async function commitOf(
  { application, tenant, ref, commit }: BuildRun,
  repositories: Repositories,
): Promise<string> {
  if (commit !== null) return commit
  const repository = `${tenant}/${application}`
  const found = await repositories.resolve(repository, ref ?? 'main')
  if (found !== undefined) return found
  const known = await repositories.refs(repository)
  throw new Problem('source.ref-unknown', {
    application,
    ref,
    known: known.slice(0, 10).join(', ') || 'none',
  })
}

async function lastLines(kube: Kube, pod: string, container: string): Promise<string> {
  const lines: string[] = []
  await kube
    .lines(
      `${collectionPath('v1', 'Pod', buildNamespace)}/${pod}/log?container=${container}&tailLines=5`,
      (line) => lines.push(line),
    )
    .catch(() => {})
  return lines.join(' | ') || 'it said nothing'
}

/** The words of the step, as its author wrote them. */
function titleOf(container: string, recipe: Recipe): string {
  const index = recipe.build.findIndex((_, at) => stepName(at) === container)
  return index < 0 ? container : recipe.build[index]!.join(' ')
}
