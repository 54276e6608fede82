/** How a run ends, and what follows: by its worker's report, a person's decision or cancel, or after too many attempts. Pure; `finish.ts` and the fake write it. */
import { type Fault, faultOf, messageOfFault } from '@opads/kernel/fault'
import { said } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import type { Selectable } from 'kysely'
import type { NewEvent } from '../event/rows.ts'
import type { Settings } from '../rollout/table.ts'
import type { Tables } from '../store/database.ts'
import { printable } from '../store/printable.ts'
import type { Built } from './delivery-shapes.ts'
import type { Consequences, EndedRun } from './kinds/kind.ts'
import { kinds } from './kinds/kinds.ts'
import type { NewRun } from './rows.ts'
import type { Decision, RunState } from './shapes.ts'
import { isOpen, whyNotDecided } from './shown.ts'

type RunRow = Selectable<Tables['run']>
export type Report = {
  readonly worker: string
  readonly problem?: Fault | undefined
  readonly result?: Built | undefined
  /** The settings that a deploy applied. */
  readonly settings?: Settings | undefined
  /** Who cancelled the run; what it changed is restored already. */
  readonly cancelledBy?: string | undefined
}
export type Ending = Pick<Consequences, 'release' | 'deployment'> & {
  /** `queued`: it was approved, and its worker begins. */
  readonly state: RunState
  readonly problem: Fault | null
  /** The person who approved or refused it. */
  readonly decidedBy?: string
  readonly cancelledBy?: string
  readonly event?: NewEvent
  readonly next?: NewRun
}

/** A failure as it is stored: its sentence may quote a program's output. */
const keptFault = (given: Fault): Fault => ({
  ...given,
  sentence: printable(given.sentence),
  next: printable(given.next),
  facts: messageOfFault(given)?.facts,
})

/** @throws Problem `run.lost-lease`; `run.cancelled`: a deploy succeeded but was cancelled, restore first */
export function reported(run: RunRow, report: Report, nextRelease: number): Ending {
  const { worker, result: built, cancelledBy } = report
  if (run.state !== 'running' || run.worker !== worker)
    throw new Problem('run.lost-lease', { run: run.id, worker })
  if (report.problem) return failed(run, keptFault(report.problem), run.created_by)
  if (cancelledBy === undefined && run.cancel_by !== null) throw new Problem('run.cancelled', { run: run.id })
  if (cancelledBy === undefined)
    return succeeded(run, kinds[run.kind].succeeded(endedRun(run), { built, nextRelease }))
  return cancelledOf(run, cancelledBy)
}

/** `undefined`: its worker restores what it changed, then reports the end. @throws Problem `run.over` */
export function cancelled(run: RunRow, by: string): Ending | undefined {
  if (!isOpen(run.state)) throw new Problem('run.over', { run: run.id })
  return kinds[run.kind].restores && run.state === 'running' ? undefined : cancelledOf(run, by)
}

/** No worker could end it. */
export const givenUp = (run: RunRow): Ending =>
  failed(run, faultOf(new Problem('run.given-up', { attempts: run.attempts })), run.created_by)

const cancelledOf = (run: RunRow, by: string): Ending => ({
  state: 'cancelled',
  problem: null,
  cancelledBy: by,
  event: { ...eventOf(run, 'cancelled'), by, message: kinds[run.kind].cancelled(run, by) },
})

/** A run with the tenant of its application. */
export type OwnedRun = RunRow & { readonly tenant: string }

/** @throws Problem `run.not-waiting`; `run.own`, `run.begun-by-unknown`: another person must, or nobody can */
export function decided(run: OwnedRun, by: string, decision: Decision, nextRelease: number): Ending {
  if (run.state !== 'waiting') throw new Problem('run.not-waiting', { run: run.id })
  const why = whyNotDecided(kinds[run.kind], { begunBy: run.created_by, account: by })
  if (why) throw new Problem(why, { by, run: run.id, tenant: run.tenant })
  if (!decision.approve) {
    const facts = { by, run: run.id, because: printable(decision.because) }
    return { ...failed(run, faultOf(new Problem('run.refused', facts)), by), decidedBy: by }
  }
  const { lease, succeeded: follows } = kinds[run.kind]
  const ending = lease
    ? { state: 'queued' as const, problem: null }
    : succeeded(run, follows(endedRun(run), { built: undefined, nextRelease }))
  const message = said('run.approved', { by })
  return { ...ending, decidedBy: by, event: { ...eventOf(run, 'approved'), by, message } }
}

const failed = (run: RunRow, problem: Fault, by: string): Ending => ({
  state: 'failed',
  problem,
  event: { ...eventOf(run, 'failed'), by, text: problem.sentence, message: messageOfFault(problem) },
})

function succeeded(run: RunRow, { message, release, deployment, next }: Consequences): Ending {
  const { application, created_by: by, title, kind, id } = run
  return {
    state: 'succeeded',
    problem: null,
    ...(release && { release }),
    ...(deployment && { deployment }),
    ...(message && { event: { ...eventOf(run, 'succeeded'), message } }),
    ...(next && { next: { ...next, application, by, title, cause: causeOfNext(kind, id) } }),
  }
}

/** Unique, so a run queues one; and by it that one is found. */
export const causeOfNext = (kind: RunRow['kind'], id: number) => `${kind} ${id}`

const eventOf = ({ application, id, kind, created_by: by }: RunRow, end: string) => ({
  application,
  run: id,
  by,
  kind: `${kind}.${end}`,
})
const endedRun = (run: RunRow): EndedRun => ({ ...run, builtFrom: run.built_from })
