/** Logs and changes, as Pluto streams them. */
import { Problem } from '@opads/kernel/problem'
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { FakeCloud } from './cloud.ts'
import { podLine } from './logs.ts'

const turnMs = 100
const rest = () => new Promise((resolve) => setTimeout(resolve, turnMs))

export function streams(cloud: FakeCloud, route: string, context: Context): Response {
  context.header('cache-control', 'no-store')
  if (route === 'GET /api/v1/stream') return changes(cloud, context)
  context.header('content-type', 'text/plain; charset=utf-8')
  return route === 'GET /api/v1/runs/:id/log' ? runLog(cloud, context) : podLog(cloud, context)
}

function changes({ listeners }: FakeCloud, context: Context): Response {
  context.header('content-type', 'text/event-stream')
  return stream(context, async (out) => {
    const listener = (change: object) => void out.write(`data: ${JSON.stringify(change)}\n\n`)
    listeners.add(listener)
    await out.write(': hello\n\n')
    await new Promise<void>((resolve) => out.onAbort(resolve))
    listeners.delete(listener)
  })
}

function runLog({ world }: FakeCloud, context: Context): Response {
  const run = world.runs.find((one) => one.id === Number(context.req.param('id')))
  if (!run) throw new Problem('run.unknown', { run: context.req.param('id') })
  return stream(context, async (out) => {
    let written = 0
    for (;;) {
      const isOver = run.finishedAt !== null
      const lines = (world.logs.get(run.id) ?? []).slice(written)
      for (const line of lines) await out.write(`${line}\n`)
      written += lines.length
      if (isOver || out.aborted) return
      await rest()
    }
  })
}

function podLog({ world }: FakeCloud, context: Context): Response {
  const { name, environment } = context.req.param() as { name: string; environment: string }
  const { pod, follow } = context.req.query()
  const names = (world.pods.get(name) ?? [])
    .filter((one) => one.environment === environment)
    .map((one) => one.name)
  const shown = pod ? [pod] : names
  return stream(context, async (out) => {
    for (let index = 0; shown.length > 0; index += 1) {
      if (index >= 40 && (follow !== 'true' || out.aborted)) return
      if (index >= 40) await rest()
      await out.write(`${podLine(index, shown[index % shown.length]!)}\n`)
    }
  })
}
