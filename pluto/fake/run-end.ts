/** Ends a run with its results: a build's release and deploy, or a deploy's deployment. The same rules as `run/finish.ts`. */
import { built } from '@opads/delivery/contract'
import type { Fault } from '@opads/kernel/fault'
import { Problem } from '@opads/kernel/problem'
import type { Settings } from '../rollout/table.ts'
import { keptFault } from '../run/finish.ts'
import { addEvent } from './event.ts'
import { enqueue, setRun } from './run-rows.ts'
import { said } from './sentences.ts'
import type { Row, Store } from './store.ts'

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
  const problem = given && keptFault(given)
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
  if (problem) addEvent(store, said.failed(row, problem))
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
  const words = { commit, release: number, builtFrom: id, ...(title !== null && { title }) }
  const cause = `build ${id}`
  const deploy = enqueue(store, { kind: 'deploy', application, environment: 'sit', cause, by, ...words })
  setRun(store, run, { release: number, follows: deploy })
  setRun(store, rows.run.find((row) => row.id === deploy)!, { follows: id })
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
