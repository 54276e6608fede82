/** The answer of every verb that starts a run: at once, or with `--wait` after its end. */

import { closing, plain } from '@opads/command/closing'
import { duration, secondsBetween } from '@opads/command/times'
import { kinds } from '@opads/pluto/run/kinds/kinds'
import type { Environment, Run } from '../api-types.ts'
import { failureOfRun, followRun } from '../follow-run.ts'
import type { Session } from '../session.ts'
import type { Tools } from '../tools.ts'
import type { Answer } from '../verb.ts'

type Start = {
  /** `null`: the setting is kept, and no run was needed. */
  readonly run: number | null
  readonly application: string
  readonly wait: boolean
  /** "Run 42 deploys release 7 of shop to sit." without the run: "deploys release 7 of shop to sit". */
  readonly does: string
  /** The sentence if there is no run. */
  readonly kept: string
  /** A line below the sentence. */
  readonly more?: string
}

export async function started(
  { run: id, application, wait, does, kept, more }: Start,
  session: Session,
  tools: Tools,
): Promise<Answer> {
  if (id === null)
    return { json: { run: null }, text: (page) => closing(page, kept, [`opads app show ${application}`]) }
  const below = more === undefined ? '' : `  ${more}\n`
  const next = [`opads run logs ${id} -f`, `opads app show ${application}`]
  if (!wait) return { json: { run: id }, text: (page) => closing(page, `Run ${id} ${does}.`, next, below) }
  const run = await followRun(id, session, tools)
  const failure = failureOfRun(run)
  if (failure) return { json: run, text: () => '', failure }
  const { environments } = await session.api('GET /api/v1/applications/:name', {
    params: { name: application },
  })
  const here = environments.find(({ name }) => name === run.environment)
  return {
    json: run,
    text: (page) =>
      closing(page, outcome(run, here), nextOf(run, here), (here ? `  ${here.url}\n` : '') + below),
  }
}

/** The result in one sentence. Pure. */
export function outcome(run: Run, here: Environment | undefined): string {
  const took = duration(
    secondsBetween(run.startedAt ?? run.createdAt, run.finishedAt, Date.parse(run.createdAt)) ?? 0,
  )
  const pods = here ? `, ${here.podsReady} of ${here.podsWanted} pods ready` : ''
  return `${plain(kinds[run.kind].outcome(run))}${pods}, ${took}.`
}

const nextOf = (run: Run, here: Environment | undefined): readonly string[] =>
  here
    ? [
        `opads app logs ${run.application} --env ${here.name} -f`,
        `opads app rollback ${run.application} --env ${here.name}`,
      ]
    : [`opads app deploy ${run.application} --to sit`, `opads app show ${run.application}`]
