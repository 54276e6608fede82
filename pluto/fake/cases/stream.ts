/** What the stream of changes sends to three callers, when two tenants begin builds in turn. */
import type { Call, Tokens } from './play.ts'

/** Applications of which each caller was sent a run; each stream is read until the last one that is the caller's. */
export async function runsSeen(call: Call, { mine, foreign, operator }: Tokens) {
  const post = async (as: string, path: string, body: object) => {
    const { ok, status } = await call(`POST /api/v1/applications${path}`, { as, body })
    if (!ok) throw new Error(`${path}: ${status}`)
  }
  await post(mine, '', { name: 'booth', tenant: 'ours' })
  await post(foreign, '', { name: 'stall', tenant: 'theirs' })
  const away = new AbortController()
  const open = async (as: string) => {
    const { body } = await call('GET /api/v1/stream', { as, signal: away.signal })
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = (await reader.read()).value ?? ''
    return async (last: string, times: number): Promise<readonly string[]> => {
      const named = () => [...text.matchAll(/"topic":"run","application":"(\w+)"/g)].map(([, name]) => name!)
      while (named().filter((name) => name === last).length < times) text += (await reader.read()).value ?? ''
      return [...new Set(named())].sort()
    }
  }
  const [own, other, all] = [await open(mine), await open(foreign), await open(operator)]
  await post(foreign, '/stall/builds', {})
  await post(mine, '/booth/builds', {})
  await post(foreign, '/stall/builds', {})
  await post(mine, '/booth/builds', {})
  const seen = {
    mine: await own('booth', 2),
    foreign: await other('stall', 2),
    operator: await all('booth', 2),
  }
  away.abort()
  return seen
}
