/**
 * Requests at a steady rate, half on kept-alive connections, half on new ones, without retries. All but a 200 that a person would wait
 * for count as failed; how long the slowest took is reported, since it says as much about what else runs on the machine.
 */
import { Agent, request } from 'node:https'

export type Load = {
  readonly requests: number
  readonly failed: readonly string[]
  readonly seconds: number
  /** Of those that were answered. */
  readonly slowestMs: number
}
/** What hangs in a rollout or a restart hangs until a time-out, which is longer. */
const patienceMs = 5000

/** "2000 requests, 0 failed, the slowest took 212 ms" */
export const loadText = ({ requests, failed, slowestMs }: Load): string =>
  `${requests} requests, ${failed.length} failed, the slowest took ${Math.round(slowestMs)} ms`

/** Runs until `stop`. @param rate requests per second */
export function load(
  url: string,
  ca: string,
  rate: number,
): { readonly stop: () => Promise<Load>; readonly count: () => number } {
  const kept = new Agent({ keepAlive: true, ca })
  const fresh = new Agent({ keepAlive: false, ca })
  const failed: string[] = []
  const open = new Set<Promise<void>>()
  const started = performance.now()
  let requests = 0
  let slowestMs = 0
  let isStopping = false
  const { hostname, port, pathname } = new URL(url)
  const once = (agent: Agent) =>
    new Promise<void>((resolve) => {
      const at = performance.now()
      const fail = (why: string) => {
        failed.push(`${new Date().toISOString()} ${agent === kept ? 'kept' : 'new'} ${why}`)
        resolve()
      }
      // Resolve names under localhost to this machine, as browsers do.
      const call = request(
        {
          host: '127.0.0.1',
          port,
          path: pathname,
          agent,
          servername: hostname,
          headers: { host: `${hostname}:${port}` },
        },
        (response) => {
          response.resume()
          response.on('end', () => {
            const ms = performance.now() - at
            slowestMs = Math.max(slowestMs, ms)
            if (response.statusCode !== 200) fail(`status ${response.statusCode}`)
            else if (ms > patienceMs) fail(`${Math.round(ms)} ms`)
            else resolve()
          })
          response.on('error', (failure) => fail(failure.message))
        },
      )
      call.setTimeout(10_000, () => call.destroy(new Error('no answer in 10 s')))
      call.on('error', (failure) => fail(failure.message))
      call.end()
    })
  const tick = () => {
    if (isStopping) return
    const due = Math.floor(((performance.now() - started) / 1000) * rate)
    while (requests < due) {
      requests += 1
      const one: Promise<void> = once(requests % 2 === 0 ? kept : fresh).finally(() => open.delete(one))
      open.add(one)
    }
    setTimeout(tick, 5)
  }
  tick()
  return {
    count: () => requests,
    stop: async () => {
      isStopping = true
      const seconds = (performance.now() - started) / 1000
      await Promise.all(open)
      kept.destroy()
      fresh.destroy()
      return { requests, failed, seconds, slowestMs }
    },
  }
}
