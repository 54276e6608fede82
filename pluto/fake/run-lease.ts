/** Leases of runs. The same rules as `run/lease.ts`. */
import { Problem } from '@opads/kernel/problem'
import { kinds } from '../run/kinds/kinds.ts'
import type { RunKind } from '../run/shapes.ts'
import { giveUp } from './run-end.ts'
import { setRun } from './run-rows.ts'
import type { Row, Store } from './store.ts'

/** @param after leaves alone runs up to this id: those that the fake began with */
export function takeLease(store: Store, kind: RunKind, worker: string, after = 0): Row<'run'> | undefined {
  const { rows, time, clock } = store
  const { lease } = kinds[kind]
  if (!lease) return undefined
  const { seconds, mostAttempts } = lease
  const isLost = (row: Row<'run'>) => row.state === 'running' && (row.lease_until ?? 0) < time()
  for (const row of rows.run)
    if (row.kind === kind && isLost(row) && row.attempts >= mostAttempts) giveUp(store, row)
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
