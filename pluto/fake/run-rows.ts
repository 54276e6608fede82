/** Rows of runs: queued, leased, ended. The same rules as `run/rows.ts`, `run/lease.ts` and `run/finish.ts`. */
import { built } from '@opads/delivery/contract'
import type { Fault } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import type { Settings } from '../rollout/table.ts'
import { givenUp, leaseSeconds, mostAttempts } from '../run/lease.ts'
import type { NewRun } from '../run/rows.ts'
import type { RunKind } from '../run/shapes.ts'
import { printable } from '../store/printable.ts'
import { addEvent } from './event.ts'
import { said } from './sentences.ts'
import { type Row, type Store, storable } from './store.ts'

/** Every change of a run's state is told, as PostgreSQL's trigger does. */
export function setRun({ changes }: Store, row: Row<'run'>, now: Partial<Row<'run'>>): void {
  Object.assign(row, now)
  if (now.state !== undefined) changes.tell({ topic: 'run', application: row.application, run: row.id })
}

/** The same cause twice is one run. */
export function enqueue(store: Store, { by, cause, ...given }: NewRun): number {
  const { rows, next, time } = store
  storable(given.ref)
  const known = rows.run.find((row) => row.cause === cause)
  if (known) return known.id
  const row: Row<'run'> = {
    id: next('run'), environment: null, state: 'queued', ref: null, commit: null, title: null, release: null, follows: null,
    result: null, problem: null, attempts: 0, worker: null, lease_until: null, started_at: null, finished_at: null, cancel_by: null,
    cause, created_by: by, created_at: time(), ...given,
  } // biome-ignore format: one row
  rows.run.push(row)
  setRun(store, row, { state: 'queued' })
  return row.id
}

/** @param after leaves alone runs up to this id: those that the fake began with */
export function takeLease(store: Store, kind: RunKind, worker: string, after = 0): Row<'run'> | undefined {
  const { rows, time, clock } = store
  const isLost = (row: Row<'run'>) => row.state === 'running' && (row.lease_until ?? 0) < time()
  for (const row of rows.run)
    if (row.kind === kind && isLost(row) && row.attempts >= mostAttempts)
      setRun(store, row, { state: 'failed', finished_at: time(), problem: givenUp })
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
  const lease_until = new Date(clock.now() + leaseSeconds * 1000)
  const started_at = row.started_at ?? time()
  setRun(store, row, { state: 'running', worker, attempts: row.attempts + 1, started_at, lease_until })
  return row
}

/** Returns who asked to cancel the run, if anybody. @throws Problem `run.lost-lease`, `run.over` */
export function renew({ rows, clock }: Store, id: number, worker: string): string | null {
  const row = rows.run.find((one) => one.id === id)
  if (row?.state !== 'running') throw new Problem('run.over', { run: id })
  if (row.worker !== worker) throw new Problem('run.lost-lease', { run: id, worker })
  row.lease_until = new Date(clock.now() + leaseSeconds * 1000)
  return row.cancel_by
}

export function addLog(
  { rows, next, time }: Store,
  run: number,
  lines: readonly { step: string; text: string }[],
): void {
  for (const { step, text } of lines)
    rows.run_log.push({ seq: next('run_log'), run, at: time(), step: storable(step), text: printable(text) })
}

/** A running deploy is ended by its worker, once the release before is put back. @throws Problem `run.over` */
export function cancelRun(store: Store, row: Row<'run'>, by: string): void {
  if (row.state !== 'queued' && row.state !== 'running') throw new Problem('run.over', { run: row.id })
  const goesOn = row.kind === 'deploy' && row.state === 'running'
  const now = goesOn
    ? { state: 'running' as const }
    : { state: 'cancelled' as const, finished_at: store.time() }
  setRun(store, row, { cancel_by: row.cancel_by ?? by, ...now })
}

type End = {
  readonly worker: string
  readonly problem?: Fault | undefined
  readonly result?: unknown
  readonly settings?: Settings
  readonly cancelledBy?: string
}

/** @throws Problem `run.unknown`, `run.lost-lease`, `run.cancelled` */
export function finishRun(
  store: Store,
  id: number,
  { worker, problem: given, result, settings, cancelledBy }: End,
): void {
  const problem = given && { ...given, sentence: printable(given.sentence), next: printable(given.next) }
  const row = store.rows.run.find((one) => one.id === id)
  if (!row) throw new Problem('run.unknown', { run: id })
  if (row.state !== 'running' || row.worker !== worker)
    throw new Problem('run.lost-lease', { run: id, worker })
  if (row.cancel_by !== null && !problem && cancelledBy === undefined)
    throw new Problem('run.cancelled', { run: id })
  const isBuild = row.kind === 'build' && !problem && cancelledBy === undefined
  const release = isBuild ? built.parse(result) : undefined
  const state = problem ? 'failed' : cancelledBy === undefined ? 'succeeded' : 'cancelled'
  setRun(store, row, { state, finished_at: store.time(), problem: problem ?? null, result: result ?? null })
  if (problem) addEvent(store, said.failed(row, problem.sentence))
  else if (cancelledBy !== undefined) addEvent(store, said.deployCancelled(row, cancelledBy))
  else if (release) released(store, row, release)
  else deployed(store, row, settings)
}

function released(
  store: Store,
  run: Row<'run'>,
  { commit, image, recipe }: ReturnType<typeof built.parse>,
): void {
  const { application, created_by: by, title, id } = run
  const { rows, time } = store
  const numbers = rows.release.filter((row) => row.application === application).map((row) => row.number)
  const number = Math.max(0, ...numbers) + 1
  rows.release.push({
    application,
    number,
    commit,
    title,
    image,
    recipe,
    run: id,
    created_by: by,
    created_at: time(),
  })
  addEvent(store, said.built(run, number, commit))
  const words = { commit, release: number, follows: id, ...(title !== null && { title }) }
  const cause = `build ${id}`
  const follows = enqueue(store, { kind: 'deploy', application, environment: 'sit', cause, by, ...words })
  setRun(store, run, { release: number, follows })
}

function deployed(store: Store, run: Row<'run'>, settings: Settings | undefined): void {
  const { rows, next, time, changes } = store
  const { application, environment, release, created_by, id } = run
  const place = { application, environment: environment!, release: release! }
  rows.deployment.push({
    id: next('deployment'),
    ...place,
    run: id,
    created_by,
    settings: settings ?? null,
    at: time(),
  })
  changes.tell({ topic: 'application', application })
  addEvent(store, said.deployed(run))
}
