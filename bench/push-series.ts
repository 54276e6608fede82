/** Pushes to an application, each timed from `git push` to its new version answering. Works with clouds of earlier commits too. */
import type { contract } from '@opads/pluto/contract'
import { isOpen } from '@opads/pluto/run/shown'
import type { Client } from '@opads/serve/client'
import type { StoryCloud } from '@opads/stories/kit/cloud'
import { clone } from '@opads/stories/kit/repository'
import { waitFor } from '@opads/world/wait'
import { watchMachine } from './machine.ts'

export type Pushed = {
  readonly title: string
  readonly application: string
  readonly file: string
  readonly from: RegExp
  /** What the page must contain after push `run`. */
  readonly to: (run: number) => string
  /** A folder of this checkout that the repository is filled with before. */
  readonly source?: string
}
export const copied: Pushed = {
  title: 'copy',
  application: 'static',
  file: 'index.html',
  from: /A static site( \d+)?</,
  to: (run) => `A static site ${run}<`,
  source: 'samples/static',
}
export const withNpm: Pushed = {
  title: 'with npm ci, warm',
  application: 'hello',
  file: 'src/server.ts',
  from: /version \d+/,
  to: (run) => `version ${run}`,
}

/** `cpuSeconds`: of the whole machine, over all pushes that count. */
export type Series = { readonly seconds: readonly number[]; readonly cpuSeconds: number }

/**
 * The first push does not count: it fills the caches.
 * @param note called before each push that counts
 */
export async function pushSeries(
  cloud: StoryCloud,
  { application, file, from, to, source }: Pushed,
  runs: number,
  note: (run: number) => void,
): Promise<Series> {
  const [web, api] = [await cloud.web(), await cloud.api()]
  const repository = await clone(cloud, `samples/${application}.git`)
  const answers = async (text: string) => {
    const answer = await web.send(cloud.url(`${application}-sit`)).catch(() => undefined)
    return (await answer?.text())?.includes(text) ?? false
  }
  const push = async (run: number) => {
    await repository.edit(file, from, to(1000 + run))
    const started = performance.now()
    await repository.push(`Run ${run}`)
    await waitFor(`${application} to answer`, () => answers(to(1000 + run)), {
      boundMs: 120_000,
      everyMs: 10,
    })
    const seconds = (performance.now() - started) / 1000
    await runsEnded(api, application)
    return seconds
  }
  const counted = async () => {
    const seconds: number[] = []
    for (let run = 1; run <= runs; run += 1) {
      note(run)
      seconds.push(await push(run))
    }
    return seconds
  }
  try {
    if (source !== undefined) await repository.copy(source)
    await push(0)
    const [seconds, { busySeconds }] = await watchMachine(counted())
    return { seconds, cpuSeconds: busySeconds }
  } finally {
    await repository.remove()
    await web.close()
  }
}

/** Waits until no run of the application works any more. */
async function runsEnded(api: Client<typeof contract>, application: string): Promise<void> {
  const isOver = async () => {
    const { items } = await api('GET /api/v1/runs', { query: { application } })
    return items.every(({ state }) => !isOpen(state))
  }
  await waitFor(`the runs of ${application} to end`, isOver, { boundMs: 60_000, everyMs: 300 })
}
