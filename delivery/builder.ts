/** Works on build runs: reads the recipe, makes the Job, sends its log, ends the run with an image or a problem. */

import { setTimeout as sleep } from 'node:timers/promises'
import { registryName } from '@opads/images/contract'
import { builtBranch } from '@opads/kernel/branch'
import { faultOf, problemIn, problemOf } from '@opads/kernel/fault'
import { collectionPath, objectPath } from '@opads/kernel/kube'
import { type Message, said } from '@opads/kernel/message'
import { buildNamespace } from '@opads/kernel/namespaces'
import { Problem, type ProblemCode } from '@opads/kernel/problem'
import type { Secret } from '@opads/kernel/secret'
import { shortCommit } from '@opads/kernel/short-commit'
import type { Kube } from '@opads/world/kube/client'
import { waitFor } from '@opads/world/wait'
import { type BuildLog, buildLog } from './build-log.ts'
import type { Recipe } from './contract.ts'
import { buildJob, isStep } from './job.ts'
import { followJob } from './job-follow.ts'
import type { BuildRun, Ending, Lease, Pluto } from './pluto-client.ts'
import { recipeOf } from './recipe.ts'
import type { Repositories } from './repositories.ts'
import { sourceToken } from './source.ts'

export type BuilderTools = {
  readonly kube: Kube
  readonly pluto: Pluto
  readonly repositories: Repositories
  /** Of delivery. */
  readonly secret: Secret
  readonly opadsImage: string
  /** Base → reference. */
  readonly bases: Readonly<Record<Recipe['base'], string>>
  readonly registryAddress: string
  /** Reports to the liveness probe that the loop runs. */
  readonly turn: () => void
  readonly signal: AbortSignal
}
type CommitRun = BuildRun & { readonly commit: string }

const mostAtOnce = 4
const renewMs = 2000
/** How long the end of a build is retried while Pluto is unavailable; then the lease expires and the run is taken up again. */
const finishWithinMs = 120_000
/** Size of `opads.yml` or `package.json`. */
const mostRecipeBytes = 65_536

/** Works on a few runs at once (the Jobs do the work); leases allow one per application. */
export async function workOnBuilds(tools: BuilderTools): Promise<void> {
  const working = new Set<Promise<void>>()
  while (!tools.signal.aborted) {
    try {
      tools.turn()
      if (working.size >= mostAtOnce) {
        await Promise.race([...working, sleep(10_000)])
        continue
      }
      const lease = await tools.pluto.lease()
      if (!lease) continue
      const over = new AbortController()
      void keep(lease, over.signal)
      const work = build(lease, tools)
        .catch((failure: unknown) => console.error(failure)) // its lease expires, then a worker takes it up again
        .finally(() => {
          over.abort()
          working.delete(work)
        })
      working.add(work)
    } catch (failure) {
      console.error(`builder: ${failure instanceof Error ? failure.message : String(failure)}`)
      await sleep(1000)
    }
  }
}

/** Renews the lease every few seconds, as a step may be silent for longer than a lease lasts. A loss shows at the next log call. */
async function keep(lease: Lease, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await lease.renew().catch(() => {})
    await sleep(renewMs, undefined, { signal }).catch(() => {})
  }
}

async function build(lease: Lease, tools: BuilderTools): Promise<void> {
  const log = buildLog()
  /** Renews the lease, with or without lines. */
  const send = async () => {
    const lines = log.next()
    await lease.log(lines)
    log.taken(lines.length)
    return lines.length
  }
  const end = await endOf(lease, log, send, tools).finally(log.close)
  if (!end) return
  // Retried, so that a short outage of Pluto does not lose a build of minutes.
  await waitFor(
    'Pluto to take the end of the run',
    async () => {
      while ((await send()) > 0);
      await lease.finish(end)
      return true
    },
    { boundMs: finishWithinMs, everyMs: 500, endsOn: lost },
  ).catch(unlessLost)
}

/** `undefined`: another worker has the run, or it is over. */
async function endOf(
  lease: Lease,
  log: BuildLog,
  send: () => Promise<number>,
  tools: BuilderTools,
): Promise<Ending | undefined> {
  const { run } = lease
  try {
    const commit = await commitOf(run, tools.repositories)
    const { image, recipe } = await buildImage({ ...run, commit }, lease, log, send, tools)
    return { result: { commit, image, recipe } }
  } catch (failure) {
    if (isLost(failure)) return undefined
    if (!(failure instanceof Problem)) console.error(failure)
    const problem = faultOf(problemOf(failure, `run ${run.id}`), { run: run.id })
    log.note('build', { code: problem.code, facts: problem.facts ?? {} }, '✕ ')
    return { problem }
  }
}

const lost: readonly ProblemCode[] = ['run.lost-lease', 'run.over']
const isLost = (failure: unknown) => failure instanceof Problem && lost.includes(failure.code)
const unlessLost = (failure: unknown) => {
  if (!isLost(failure)) throw failure
}

async function buildImage(
  run: CommitRun,
  lease: Lease,
  log: BuildLog,
  send: () => Promise<number>,
  tools: BuilderTools,
): Promise<{ image: string; recipe: Recipe }> {
  const { kube, secret, opadsImage, bases, registryAddress } = tools
  const { id, application, tenant, commit, userNamespace } = run
  const repository = `${tenant}/${application}`
  const recipe = await readRecipe(repository, commit, tools.repositories)
  log.note(
    'build',
    said('build.begun', { commit: shortCommit(commit), base: recipe.base, count: recipe.build.length }),
  )
  const job = buildJob({
    run: id, application, tenant, recipe, opadsImage, registryAddress, userNamespace,
    target: `${registryName}/applications/${repository}:${commit}`,
    baseImage: bases[recipe.base],
    sourceUrl: `http://delivery.opads-system/source/${id}/${repository}/${commit}`,
    sourceToken: sourceToken(secret, id, repository, commit),
  }) // biome-ignore format: one input
  const path = objectPath(job)
  if (!(await kube.get(path))) await kube.apply(job, 'opads-delivery') // a run that is taken up again has its Job already
  const stopLogs = new AbortController()
  try {
    const end = await followJob({
      run: id,
      path,
      recipe,
      say: log.say,
      note: log.note,
      send,
      kube,
      signal: stopLogs.signal,
    })
    if (end.kind === 'succeeded')
      return { image: `${registryName}/applications/${repository}@${end.digest}`, recipe }
    if (end.kind === 'lost') throw new Problem('build.lost', { reason: end.reason, run: id })
    const { step, exitCode } = end
    const ours = isStep(end.container) ? undefined : problemIn(end.said)
    if (ours) throw ours
    const lastLines = end.said || (await lastLinesOf(kube, end.pod, end.container))
    throw new Problem('build.failed', { step, exitCode, lastLines, run: id })
  } finally {
    stopLogs.abort()
    if (await isOurs(lease)) await kube.remove(path).catch(() => {})
  }
}

/** Whether to delete the Job: not when another worker has the run, nor while Pluto is unavailable (the Job has its own deadline). */
const isOurs = (lease: Lease): Promise<boolean> =>
  lease.renew().then(
    () => true,
    (failure: unknown) => failure instanceof Problem && failure.code === 'run.over',
  )

/** A push has its commit; a person names a branch, tag or commit. @throws Problem `source.empty`, `source.ref-unknown` */
export async function commitOf(
  { application, tenant, ref, commit }: Pick<BuildRun, 'application' | 'tenant' | 'ref' | 'commit'>,
  repositories: Pick<Repositories, 'resolve' | 'refs'>,
): Promise<string> {
  if (commit !== null) return commit
  const repository = `${tenant}/${application}`
  const found = await repositories.resolve(repository, ref ?? builtBranch)
  if (found !== undefined) return found
  const known = await repositories.refs(repository)
  if (known.length === 0) throw new Problem('source.empty', { application })
  throw new Problem('source.ref-unknown', { application, ref, known: known.slice(0, 10) })
}

async function readRecipe(repository: string, commit: string, repositories: Repositories): Promise<Recipe> {
  return recipeOf(await repositories.filesAtTop(repository, commit), async (file) => {
    const bytes = await repositories.size(repository, commit, file)
    if (bytes > mostRecipeBytes)
      throw new Problem('input.invalid', {
        source: file,
        count: 1,
        faults: [said('input.too-many-bytes', { bytes, limitBytes: mostRecipeBytes })],
      })
    return repositories.read(repository, commit, file)
  })
}

async function lastLinesOf(kube: Kube, pod: string, container: string): Promise<string | Message> {
  const lines: string[] = []
  const query = `container=${container}&tailLines=5&limitBytes=65536`
  const path = `${collectionPath('v1', 'Pod', buildNamespace)}/${pod}/log?${query}`
  await kube.lines(path, (line) => lines.push(line), { lineBytes: 1000 }).catch(() => {})
  return lines.join(' | ') || said('build.no-output')
}
