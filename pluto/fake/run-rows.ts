/** Rows of runs: queued, with their log, shown. The same rules as `run/rows.ts`. */
import { bounded } from '@opads/kernel/message'
import { causeOfNext } from '../run/end.ts'
import { builtFromOf, firstState, mostLedTo, type NewRun, runView } from '../run/rows.ts'
import type { LogLine, Run } from '../run/shapes.ts'
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
