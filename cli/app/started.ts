/** The answer of every verb that starts a run: at once, or with `--wait` after its end. */

import { closing, plain } from '@opads/command/closing'
import { duration, secondsBetween } from '@opads/command/times'
import { kinds } from '@opads/pluto/run/kinds/kinds'
import type { Environment, Run } from '../api-types.ts'
import { failureOfRun, followRun } from '../follow-run.ts'
import type { Session } from '../session.ts'
import type { Tools } from '../tools.ts'
import type { Would, Written } from '../verb.ts'
import { hasEarlier } from './rollback.ts'

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
  /** What a dry run says. */
  readonly would: () => Would | Promise<Would>
}

export async function started(
  { run: id, application, wait, does, kept, more, would }: Start,
  session: Session,
  tools: Tools,
): Promise<Written> {
  if (id === null) {
    const next = [`opads app show ${application}`]
    return { json: { run: null }, text: (page) => closing(page, kept, next), would }
  }
  const below = more === undefined ? '' : `  ${more}\n`
  const next = [`opads run logs ${id} -f`, `opads app show ${application}`]
  // The run of a dry run was undone: nobody can wait for it.
  if (!wait || tools.isDryRun)
    return { json: { run: id }, text: (page) => closing(page, `Run ${id} ${does}.`, next, below), would }
  const run = await followRun(id, session, tools)
  const failure = failureOfRun(run)
  if (failure) return { json: run, text: () => '', failure, would }
  const params = { name: application }
  const { environments } = await session.api('GET /api/v1/applications/:name', { params })
  const here = environments.find(({ name }) => name === run.environment)
  const mayGoBack = here !== undefined && (await hasEarlier(session.api, application, here))
  return {
    json: run,
    text: (page) =>
      closing(
        page,
        outcome(run, here),
        nextOf(run, here, mayGoBack),
        (here ? `  ${here.url}\n` : '') + below,
      ),
    would,
  }
}

/** The result in one sentence. Pure. */
export function outcome(run: Run, here: Environment | undefined): string {
  const took = duration(
    secondsBetween(run.startedAt ?? run.createdAt, run.finishedAt, Date.parse(run.createdAt)) ?? 0,
  )
  const pods = here ? podsOf(here) : ''
  return `${plain(kinds[run.kind].outcome(run))}${pods}, ${took}.`
}

function podsOf({ podsReady, podsWanted }: Environment): string {
  if (podsWanted === 0) return ', scaled to 0 pods'
  return `, ${podsReady} of ${podsWanted} pods ready`
}

/** @param mayGoBack a release ran there before this one. Pure */
export const nextOf = (run: Run, here: Environment | undefined, mayGoBack: boolean): readonly string[] =>
  here?.podsWanted === 0
    ? [`opads app scale ${run.application} 1 --env ${here.name}`, `opads app show ${run.application}`]
    : here
      ? [
          `opads app logs ${run.application} --env ${here.name} -f`,
          mayGoBack
            ? `opads app rollback ${run.application} --env ${here.name}`
            : `opads app show ${run.application}`,
        ]
      : [`opads app deploy ${run.application} --to sit`, `opads app show ${run.application}`]
