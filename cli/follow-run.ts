/** Waits until a run has ended, and shows its progress in one line. */
import { plain } from '@opads/command/closing'
import { Problem } from '@opads/kernel/problem'
import { kinds } from '@opads/pluto/run/kinds/kinds'
import { isOpen } from '@opads/pluto/run/shown'
import { Refused } from '@opads/serve/client'
import type { Api, Environment, Run } from './api-types.ts'
import { awayLine, patiently } from './patiently.ts'
import type { Session } from './session.ts'
import { stream } from './stream.ts'
import type { Tools } from './tools.ts'

const waitsFor = ({ id, state }: Run): string | undefined =>
  state === 'waiting'
    ? `waits for a person to decide: opads run show ${id}`
    : state === 'queued'
      ? 'waits for its turn'
      : undefined

/** The run that a successful one has queued, such as the deploy of what was built. Pure. */
export const nextRunOf = ({ state, ledTo }: Pick<Run, 'state' | 'ledTo'>): number | null =>
  state === 'succeeded' ? (ledTo[0] ?? null) : null

/** Follows a run and those that it queues; returns the last run. */
export async function followRun(
  id: number,
  { api, text, events }: Session,
  { liveLine, signal }: Tools,
): Promise<Run> {
  const line = liveLine()
  const isOver = new AbortController()
  const changes = stream(events, signal)
  let lastLine = ''
  let title = `run ${id}`
  try {
    for (let current = id, listened = 0; ; ) {
      const run = await patiently(
        () => api('GET /api/v1/runs/:id', { params: { id: String(current) } }),
        () => line.show(`${title}   ${awayLine}`),
        signal,
      )
      if (!isOpen(run.state)) {
        const after = nextRunOf(run)
        if (after === null) return run
        current = after
        continue
      }
      if (kinds[run.kind].hasLiveLog && run.state === 'running' && listened !== run.id) {
        listened = run.id
        void listen(
          text('GET /api/v1/runs/:id/log', { id: String(run.id) }, { follow: true }),
          isOver.signal,
          (heard) => {
            lastLine = heard
            line.show(`${title}   ${heard}`)
          },
        )
      }
      const note = kinds[run.kind].hasLiveLog ? lastLine : await rollout(api, run).catch(() => '')
      title = runTitle(run)
      line.show([title, waitsFor(run) ?? note].filter(Boolean).join('   '))
      await changes.next(run.application)
    }
  } finally {
    isOver.abort()
    changes.close()
    line.end(signal.aborted ? `${title} goes on: opads run list` : undefined)
  }
}

/** "build 41 of shop", "deploy 42 of shop to sit, release 7" */
const runTitle = (run: Run): string => plain(kinds[run.kind].heading(run))

/** The failure of a run, if it failed. */
export function failureOfRun(run: Run): Error | undefined {
  if (run.state === 'cancelled') return new Problem('run.cancelled', { run: run.id })
  if (run.state !== 'failed') return undefined
  const {
    code,
    sentence,
    next,
    facts = {},
  } = run.problem ?? {
    code: 'run.failed',
    sentence: `Run ${run.id} failed`,
    next: `Its log: opads run logs ${run.id}`,
  }
  return new Refused({
    status: 422,
    code,
    title: sentence,
    titleZh: sentence,
    next,
    retry: false,
    facts,
    request: '',
  })
}

async function rollout(api: Api, { application, environment }: Run): Promise<string> {
  const { environments } = await api('GET /api/v1/applications/:name', { params: { name: application } })
  const here = environments.find(({ name }) => name === environment)
  return here ? podsLine(here) : ''
}

export const podsLine = ({
  reason,
  podsReady,
  podsWanted,
}: Pick<Environment, 'reason' | 'podsReady' | 'podsWanted'>): string =>
  plain(reason ?? `${podsReady} of ${podsWanted} pods ready`)

/** Reports each new last line of a log; a log that breaks off is no failure of the run. */
async function listen(
  chunks: AsyncIterable<string>,
  isOver: AbortSignal,
  hear: (line: string) => void,
): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (isOver.aborted) return
      const line = plain(chunk.trimEnd().split('\n').at(-1) ?? '').trim()
      if (line !== '') hear(line)
    }
  } catch {
    // The state of the run decides how it ended.
  }
}
