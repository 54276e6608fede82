/** A failure as an HTTP answer (RFC 9457). An error that is not a `Problem` is logged in full, and answered as `server.fault`. */
import { randomUUID } from 'node:crypto'
import { problemOf } from '@opads/kernel/fault'
import { isMessage } from '@opads/kernel/message'
import { type Facts, fill, Problem, problems, render } from '@opads/kernel/problem'
import type { ProblemAnswer } from './client.ts'

export function problemAnswer(path: string, failure: unknown): Response {
  const request = randomUUID()
  const problem = problemOf(failure, request)
  if (!(failure instanceof Problem))
    console.error(
      JSON.stringify({
        request,
        path,
        fault: failure instanceof Error ? failure.stack : String(failure),
      }),
    )
  const kind = problems[problem.code]
  const answer: ProblemAnswer & { type: string } = {
    type: `urn:opads:problem:${problem.code}`,
    title: problem.message,
    titleZh: fill(kind.zh, problem.facts, 'zh'),
    status: kind.status,
    code: problem.code,
    next: fill(kind.next, problem.facts),
    nextZh: fill(kind.nextZh, problem.facts, 'zh'),
    retry: kind.retry,
    facts: inEnglish(problem.facts),
    request,
  }
  return new Response(JSON.stringify(answer), {
    status: kind.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-request-id': request,
    },
  })
}

/** Facts that are messages, as English texts: both sentences are rendered already. */
function inEnglish(facts: Facts): Facts {
  const text = (value: unknown): unknown =>
    isMessage(value) ? render(value) : Array.isArray(value) ? value.map(text) : value
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, text(value)]))
}
