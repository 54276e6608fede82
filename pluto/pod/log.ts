/**
 * The log of an application's pods in an environment: as text, where with several pods each line begins with the pod's name, or as
 * JSON lines.
 */

import { messageOf, problemOf } from '@opads/kernel/fault'
import { collectionPath } from '@opads/kernel/kube'
import { type Message, said } from '@opads/kernel/message'
import { Problem, render } from '@opads/kernel/problem'
import type { Kube } from '@opads/world/kube/client'
import type { Place } from '../environment/place.ts'
import type { Live } from '../live/rows.ts'
import type { PodRow } from './row.ts'

type Query = {
  readonly pod?: string | undefined
  readonly follow: boolean
  readonly tail: number
  readonly previous: boolean
  readonly format: 'text' | 'json'
}
type Line = {
  /** Only with several pods. */
  readonly pod?: string | undefined
  readonly text: string
  /** A note of the cloud itself. */
  readonly message?: Message
}
/** Bytes that wait for a slow reader; more are dropped, and the log says so. */
const mostWaiting = 2 ** 20
/** A log without a line for this long ends; the client must ask again. */
const quietMs = 3_600_000

/** @throws Problem `pod.unknown`, `pod.none`, `pod.scaled-to-none`, `pod.no-previous` before the first byte */
export function podLog(
  { kube, live }: { readonly kube: Pick<Kube, 'lines'>; readonly live: Live },
  { application, environment }: Place,
  query: Query,
  signal: AbortSignal,
): AsyncIterable<string> {
  const all = live.pods(application, environment)
  const pods =
    query.pod === undefined
      ? all.filter((pod) => pod.state !== 'leaving')
      : all.filter((pod) => pod.name === query.pod)
  if (query.pod !== undefined && pods.length === 0)
    throw new Problem('pod.unknown', { pod: query.pod, application, environment })
  if (pods.length === 0) {
    const isScaledToNone = live.deployment(application, environment)?.wanted === 0
    throw new Problem(isScaledToNone ? 'pod.scaled-to-none' : 'pod.none', { application, environment })
  }
  if (!query.previous) return linesOf(kube, pods, query, signal)
  const restarted = pods.filter(({ restarts }) => restarts > 0)
  if (restarted.length === 0) throw new Problem('pod.no-previous', { application, environment })
  return linesOf(kube, restarted, query, signal)
}

async function* linesOf(
  kube: Pick<Kube, 'lines'>,
  pods: readonly PodRow[],
  query: Query,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const waiting: string[] = []
  let waitingBytes = 0
  let dropped = 0
  let open = pods.length
  let wake = () => {}
  const away = new AbortController()
  const until = AbortSignal.any([signal, away.signal])
  const written = lineAs[query.format]
  const add = (said: Line) => {
    if (waitingBytes < mostWaiting) {
      const line = written(said)
      waiting.push(line)
      waitingBytes += Buffer.byteLength(line)
    } else dropped += 1
    wake()
  }
  for (const pod of pods) {
    const of = pods.length > 1 ? { pod: pod.name } : {}
    kube
      .lines(podLogPath(pod, query), (text) => add({ ...of, text }), { signal: until, quietMs })
      .catch(
        (failure: unknown) =>
          !until.aborted &&
          add({
            ...of,
            ...note(said('log.unreadable', { reason: messageOf(problemOf(failure, pod.name)) })),
          }),
      )
      .finally(() => {
        open -= 1
        wake()
      })
  }
  signal.addEventListener('abort', () => wake(), { once: true })
  try {
    while (!signal.aborted) {
      const lines = waiting.splice(0)
      waitingBytes = 0
      if (dropped > 0) lines.push(written(note(said('log.too-fast', { count: dropped }))))
      dropped = 0
      if (lines.length > 0) yield lines.join('')
      else if (open === 0) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    away.abort()
  }
}

const note = (message: Message): Line => ({ text: `– ${render(message)}`, message })
const lineAs = {
  text: ({ pod, text }: Line) => `${pod === undefined ? '' : `${pod} `}${text}\n`,
  json: (line: Line) => `${JSON.stringify(line)}\n`,
} as const

export function podLogPath(
  { namespace, name }: PodRow,
  { follow, tail, previous }: Omit<Query, 'pod' | 'format'>,
): string {
  const words = new URLSearchParams({
    container: 'application',
    tailLines: String(tail),
    ...(follow && { follow: 'true' }),
    ...(previous && { previous: 'true' }),
  })
  return `${collectionPath('v1', 'Pod', namespace)}/${name}/log?${words.toString()}`
}
