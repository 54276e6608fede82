/** Ends runs and writes what follows (`run/end.ts`), as `run/finish.ts` does. */
import { Problem } from '@opads/kernel/problem'
import { cancelled, decided, type Ending, givenUp, type OwnedRun, type Report, reported } from '../run/end.ts'
import type { Decision } from '../run/shapes.ts'
import { addEvent } from './event.ts'
import { enqueue, setRun } from './run-rows.ts'
import type { Row, Store } from './store.ts'

/** @throws Problem `run.unknown`, `run.lost-lease`, `run.cancelled` */
export function finishRun(store: Store, id: number, report: Report): void {
  const row = runOf(store, id)
  write(store, row, reported(row, report, nextRelease(store, row.application)), report)
}

/** @throws Problem `run.unknown`, `run.not-waiting`, `run.own` */
export function decideRun(
  store: Store,
  { id, tenant }: Pick<OwnedRun, 'id' | 'tenant'>,
  by: string,
  decision: Decision,
): void {
  const row = runOf(store, id)
  write(store, row, decided({ ...row, tenant }, by, decision, nextRelease(store, row.application)), {})
}

/** @throws Problem `run.over` */
export function cancelRun(store: Store, id: number, by: string): void {
  const row = runOf(store, id)
  const ending = cancelled(row, row.cancel_by ?? by)
  if (ending) write(store, row, ending, {})
  else row.cancel_by ??= by
}

export const giveUp = (store: Store, row: Row<'run'>): void => write(store, row, givenUp(row), {})

function runOf({ rows }: Store, id: number): Row<'run'> {
  const row = rows.run.find((one) => one.id === id)
  if (!row) throw new Problem('run.unknown', { run: id })
  return row
}

const nextRelease = ({ rows }: Store, application: string): number =>
  Math.max(0, ...rows.release.filter((row) => row.application === application).map((row) => row.number)) + 1

function write(
  store: Store,
  run: Row<'run'>,
  { state, problem, decidedBy, cancelledBy, release, deployment, event, next }: Ending,
  { result, settings }: Pick<Report, 'result' | 'settings'>,
): void {
  const { rows, time, changes } = store
  const { application, title, id, created_by } = run
  const finished_at = state === 'queued' ? null : time()
  setRun(store, run, { state, finished_at, problem, result: result ?? null })
  if (decidedBy !== undefined) run.decided_by = decidedBy
  if (cancelledBy !== undefined) run.cancel_by = cancelledBy
  const made = { application, run: id, created_by }
  if (release) {
    rows.release.push({ ...made, ...release, title, created_at: time() })
    run.release = release.number
  }
  if (deployment) {
    const row = { ...made, ...deployment, settings: settings ?? null, at: time() }
    rows.deployment.push({ id: store.next('deployment'), ...row })
    changes.publish({ topic: 'application', application })
  }
  if (event) addEvent(store, event)
  if (!next) return
  const queued = enqueue(store, next)
  run.follows = queued
  rows.run.find((row) => row.id === queued)!.follows = id
}
