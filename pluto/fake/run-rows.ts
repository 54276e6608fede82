/** Rows of runs: queued, leased, cancelled. The same rules as `run/rows.ts` and `run/lease.ts`. */

import { bounded } from '@opads/kernel/message'
import { Problem } from '@opads/kernel/problem'
import { causeOfNext } from '../run/end.ts'
import { kinds } from '../run/kinds/kinds.ts'
import { givenUp } from '../run/lease.ts'
import { builtFromOf, firstState, mostLedTo, type NewRun, runView } from '../run/rows.ts'
import type { LogLine, Run, RunKind } from '../run/shapes.ts'
import { isOpen } from '../run/shown.ts'
import { printable } from '../store/printable.ts'
import { type Row, type Store, storable } from './store.ts'

/** Every change of a run's state is published, as PostgreSQL's trigger does. */
export function setRun({ changes }: Store, row: Row<'run'>, now: Partial<Row<'run'>>): void {
  Object.assign(row, now)
  if (now.state !== undefined) changes.publish({ topic: 'run', application: row.application, run: row.id })
}

/** The same cause twice is one run. */
export function enqueue(store: Store, { by, cause, builtFrom, ...given }: NewRun): number {
  const { rows, next, time } = store
  storable(given.ref)
  const known = rows.run.find((row) => row.cause === cause)
  if (known) return known.id
  const row: Row<'run'> = {
    id: next('run'), environment: null, state: firstState(given.kind), ref: null, commit: null, title: null, release: null,
    follows: null, built_from: builtFrom ?? null,
    result: null, problem: null, attempts: 0, worker: null, lease_until: null, started_at: null, finished_at: null, cancel_by: null, decided_by: null,
    cause, created_by: by, created_at: time(), ...given,
  } // biome-ignore format: one row
  rows.run.push(row)
  setRun(store, row, { state: row.state })
  return row.id
}

/** @param after leaves alone runs up to this id: those that the fake began with */
export function takeLease(store: Store, kind: RunKind, worker: string, after = 0): Row<'run'> | undefined {
  const { rows, time, clock } = store
  const { lease } = kinds[kind]
  if (!lease) return undefined
  const { seconds, mostAttempts } = lease
  const isLost = (row: Row<'run'>) => row.state === 'running' && (row.lease_until ?? 0) < time()
  for (const row of rows.run)
    if (row.kind === kind && isLost(row) && row.attempts >= mostAttempts)
      setRun(store, row, { state: 'failed', finished_at: time(), problem: givenUp(mostAttempts) })
  const holds = (row: Row<'run'>) => (other: Row<'run'>) =>
    other.application === row.application &&
    other.kind === row.kind &&
    other.environment === row.environment &&
    other.state === 'running' &&
    !isLost(other)
  const row = rows.run
    .filter((one) => one.id > after && one.kind === kind && (one.state === 'queued' || isLost(one)))
    .sort((a, b) => a.id - b.id)
    .find((one) => !rows.run.some(holds(one)))
  if (!row) return undefined
  const lease_until = new Date(clock.now() + seconds * 1000)
  const started_at = row.started_at ?? time()
  setRun(store, row, { state: 'running', worker, attempts: row.attempts + 1, started_at, lease_until })
  return row
}

/** Returns who asked to cancel the run, if anybody. @throws Problem `run.lost-lease`, `run.over` */
export function renew({ rows, clock }: Store, id: number, worker: string): string | null {
  const row = rows.run.find((one) => one.id === id)
  if (row?.state !== 'running') throw new Problem('run.over', { run: id })
  if (row.worker !== worker) throw new Problem('run.lost-lease', { run: id, worker })
  row.lease_until = new Date(clock.now() + (kinds[row.kind].lease?.seconds ?? 0) * 1000)
  return row.cancel_by
}

export function addLog({ rows, next, time }: Store, run: number, lines: readonly LogLine[]): void {
  for (const { step, text, message: given } of lines) {
    const message = given ? bounded(given) : null
    rows.run_log.push({
      seq: next('run_log'),
      run,
      at: time(),
      step: storable(step),
      text: printable(text),
      message,
    })
  }
}

/** A running deploy is ended by its worker, once the release before is put back. @throws Problem `run.over` */
export function cancelRun(store: Store, row: Row<'run'>, by: string): void {
  if (!isOpen(row.state)) throw new Problem('run.over', { run: row.id })
  const goesOn = kinds[row.kind].cancelled !== null && row.state === 'running'
  const now = goesOn
    ? { state: 'running' as const }
    : { state: 'cancelled' as const, finished_at: store.time() }
  setRun(store, row, { cancel_by: row.cancel_by ?? by, ...now })
}

/** As the API shows it: with the run that it queued, a build with the deploys of its release. */
export function shownRun({ rows }: Store, row: Row<'run'> & { readonly tenant: string }): Run {
  const ledTo = rows.run
    .filter(
      (one) =>
        one.cause === causeOfNext(row.kind, row.id) || (one.kind === 'deploy' && builtFromOf(one) === row.id),
    )
    .map(({ id }) => id)
    .sort((a, b) => a - b)
  return runView(row, ledTo.slice(0, mostLedTo))
}
