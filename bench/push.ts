/** From `git push` to the new version answering at its URL, as a developer sees it. */
import type { contract } from '@opads/pluto/contract'
import type { Client } from '@opads/serve/client'
import { cloud, outcome, type StoryCloud } from '@opads/stories/kit/cloud'
import { clone } from '@opads/stories/kit/repository'
import { type Bench, type BenchWorld, type Row, rowOf } from './kit.ts'

const runs = 12

export const pushBench: Bench = {
  name: 'push',
  say: 'git push to the new version answering, by copy and with npm ci',
  run: async (world) => {
    const bench = await cloud('bench', 28_443)
    await bench.down()
    try {
      await bench.up()
      const api = await bench.api()
      await api('POST /api/v1/applications', { body: { name: 'static', tenant: 'samples' } })
      const copy = await measure(
        bench,
        api,
        'static',
        'index.html',
        /A static site( \d+)?</,
        (run) => `A static site ${run}<`,
        world,
      )
      const npm = await measure(
        bench,
        api,
        'hello',
        'src/server.ts',
        /version \d+/,
        (run) => `version ${run}`,
        world,
      )
      return [
        row('push to new version answers, copy', copy, 10, 20),
        row('push to new version answers, with npm ci, warm', npm, 20, 40),
      ]
    } finally {
      await bench.down()
    }
  },
}

/** The goal is for the 95th percentile; the median is in the note. */
function row(what: string, seconds: readonly number[], goal: number, must: number): Row {
  const sorted = seconds.toSorted((a, b) => a - b)
  const p95 = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)]!
  const middle = rowOf({ what, unit: 's' }, seconds)
  return {
    ...rowOf(
      {
        what,
        unit: 's p95',
        goal: { op: '<=', value: goal },
        must: { op: '<=', value: must },
        why: `median ${middle.value} s`,
      },
      [p95],
    ),
    min: middle.min,
    max: middle.max,
    runs: seconds.length,
  }
}

async function measure(
  bench: StoryCloud,
  api: Client<typeof contract>,
  name: string,
  file: string,
  from: RegExp,
  to: (run: number) => string,
  { note }: BenchWorld,
): Promise<readonly number[]> {
  const web = await bench.web()
  const source = await clone(bench, `samples/${name}.git`)
  const seconds: number[] = []
  try {
    if (name === 'static') await source.copy('samples/static')
    for (let run = 0; run <= runs; run += 1) {
      note(`${name}, push ${run} of ${runs}`)
      await source.edit(file, from, to(1000 + run))
      const started = performance.now()
      const commit = await source.push(`Run ${run}`)
      for (let text = ''; !text.includes(to(1000 + run)); ) {
        const answer = await web.send(bench.url(`${name}-sit`)).catch(() => undefined)
        text = (await answer?.text()) ?? ''
        if (performance.now() - started > 120_000) throw new Error(`${name} did not answer in two minutes`)
      }
      if (run > 0) seconds.push((performance.now() - started) / 1000) // the first run fills the caches
      await outcome(api, name, commit, 60_000)
    }
  } finally {
    await source.remove()
    await web.close()
  }
  return seconds
}
