/** The only client of Pluto. The session is a cookie that scripts cannot read, so no token is kept here. */
import type { contract } from '@opads/pluto/contract'
import { type ProblemAnswer, Refused, taggedClient } from '@opads/serve/client'

export const api = taggedClient<typeof contract>('', send)

/** @throws Refused `server.unreachable` when there is no response */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (failure) {
    if (init.signal?.aborted) throw failure
    throw new Refused(unreachable)
  }
}

/** The problem in a failed response of a stream route. */
export async function refusalOf(response: Response): Promise<Refused> {
  const text = await response.text()
  try {
    return new Refused(JSON.parse(text) as ProblemAnswer)
  } catch {
    return new Refused({ ...unreachable, status: response.status })
  }
}

const unreachable: ProblemAnswer = {
  status: 503,
  code: 'server.unreachable',
  title: 'The cloud does not answer',
  titleZh: '云平台没有应答',
  next: 'Look at your connection, then on the machine run: opads status',
  nextZh: '请检查网络连接，然后在服务器上执行：opads status',
  retry: true,
  facts: {},
  request: '',
}

/** Any failure as a problem; the console's own faults are `console.fault`. */
export function problemOf(failure: unknown): ProblemAnswer {
  if (failure instanceof Refused) return failure.problem
  const words = failure instanceof Error ? failure.message : String(failure)
  return {
    ...unreachable,
    status: 500,
    code: 'console.fault',
    title: `The console itself failed: ${words}`,
    titleZh: `控制台自身出错：${words}`,
    next: 'Load the page again; if it stays, report these words.',
    nextZh: '请重新载入页面；如果仍然如此，请报告这段话。',
  }
}
