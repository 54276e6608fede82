/** Follows a Job until it ends: streams its log, polls its state. A failed call is retried for a while. */
import { setTimeout as sleep } from 'node:timers/promises'
import { collectionPath } from '@opads/kernel/kube'
import { type Message, said } from '@opads/kernel/message'
import { messageIn } from '@opads/kernel/message-line'
import { buildNamespace } from '@opads/kernel/namespaces'
import { Problem } from '@opads/kernel/problem'
import type { Kube } from '@opads/world/kube/client'
import type { Recipe } from './contract.ts'
import { isStep } from './job.ts'
import {
  type BuildJob,
  type BuildPod,
  type JobState,
  jobStateOf,
  podThatCounts,
  titleOf,
} from './job-state.ts'

type Following = {
  readonly run: number
  readonly path: string
  readonly recipe: Recipe
  /** Resolves to false when no more lines are kept. */
  readonly say: (step: string, text: string) => Promise<boolean>
  /** Adds a line of ours. */
  readonly note: (step: string, message: Message, mark?: string) => void
  /** Sends waiting lines to Pluto, if any, and renews the lease. Resolves to their number. */
  readonly send: () => Promise<number>
  readonly kube: Kube
  /** Ends the streams of logs. */
  readonly signal: AbortSignal
}
type Failed = Extract<JobState, { kind: 'failed' }> & { readonly step: string }
type End = Extract<JobState, { kind: 'succeeded' | 'lost' }> | Failed

const everyMs = 200
const final: ReadonlySet<string> = new Set(['run.lost-lease', 'run.over', 'build.no-image'])
/** Pluto, the API server or the registry may be unavailable this long. */
const longestOutageMs = 120_000
const quietMs = 1_800_000
/** Bytes read of one container's log: a line without an end would never arrive. */
const limitBytes = 20 * 2 ** 20
/** Time for lines that still arrive when the Job has ended. */
const drainMs = 15_000

/** @throws Problem `run.lost-lease`, `run.over`, `build.no-image`; after `longestOutageMs` also the failure of a call */
export async function followJob({
  run,
  path,
  recipe,
  say,
  note,
  send,
  kube,
  signal,
}: Following): Promise<End> {
  const pods = collectionPath('v1', 'Pod', buildNamespace)
  const followed = new Map<string, Promise<void>>()
  const follow = (pod: string, container: string) => {
    const key = `${pod}/${container}`
    if (followed.has(key)) return
    const log = `${pods}/${pod}/log?container=${container}&follow=true&limitBytes=${limitBytes}`
    const full = new AbortController()
    const onLine = async (line: string) => {
      const step = titleOf(container, recipe)
      const message = isStep(container) ? undefined : messageIn(line)
      if (message) note(step, message)
      else if (!(await say(step, line))) full.abort()
    }
    const lines = async () => {
      const bytes = await kube.lines(log, onLine, { signal: AbortSignal.any([signal, full.signal]), quietMs })
      if (bytes >= limitBytes)
        note(titleOf(container, recipe), said('build.log-cut', { limitMiB: limitBytes / 2 ** 20 }), '– ')
    }
    followed.set(
      key,
      lines().catch(() => {}),
    ) // the log is for people; the state decides the result
  }
  /** Sends until all log readers have ended: they may wait for room in the queue. */
  const drain = async () => {
    let isDone = false
    void Promise.all(followed.values()).then(() => (isDone = true))
    for (const until = performance.now() + drainMs; !isDone && performance.now() < until; )
      if ((await send()) === 0) await sleep(20)
  }
  let answeredAt = performance.now()
  let imagesAt = performance.now()
  for (;;) {
    try {
      await send()
      const [job, list] = await Promise.all([
        kube.get<BuildJob>(path),
        kube.get<{ items: BuildPod[] }>(`${pods}?labelSelector=opads.io%2Frun%3D${run}`),
      ])
      answeredAt = performance.now()
      const state = jobStateOf(job, list?.items ?? [])
      if (state.kind === 'working') {
        for (const name of state.speaking) follow(state.pod!, name)
        if (state.noImage === undefined) imagesAt = performance.now()
        else if (performance.now() - imagesAt > longestOutageMs)
          throw new Problem('build.no-image', { seconds: longestOutageMs / 1000, said: state.noImage })
      } else {
        // Short containers may have ended between two polls.
        const pod = podThatCounts(list?.items ?? [])
        const all = [...(pod?.status.initContainerStatuses ?? []), ...(pod?.status.containerStatuses ?? [])]
        for (const one of all) if (one.state.terminated) follow(pod!.metadata.name, one.name)
        await drain()
        return state.kind === 'failed' ? { ...state, step: titleOf(state.container, recipe) } : state
      }
    } catch (failure) {
      if (failure instanceof Problem && final.has(failure.code)) throw failure
      if (performance.now() - answeredAt > longestOutageMs) throw failure
    }
    await sleep(everyMs)
  }
}
