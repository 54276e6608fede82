/** Works on the fake's runs as delivery and the deployer do: a step at a time, under a lease, with log, pods and release. */

import { recipe } from '@opads/delivery/contract'
import { said } from '@opads/kernel/message'
import { shortCommit } from '@opads/kernel/short-commit'
import { failureLine, note } from '../run/log.ts'
import type { LogLine, RunKind } from '../run/shapes.ts'
import { deploy } from './deployer.ts'
import { finishRun } from './run-end.ts'
import { renew, takeLease } from './run-lease.ts'
import { addLog } from './run-rows.ts'
import type { Row } from './store.ts'
import { stepMs, type WorkerTools } from './tools.ts'

const name = 'fake worker'
const head = '7d1f0c55aa90b1c2d3e4f5061728394a5b6c7d8e'
const digest = '7be08f4c19d2a63b5e70c4418f9d32ab6610fe57ac3d98217be4059dd41c'

/** Takes up every run that is queued from now on, until the fake stops. */
export function workOnRuns(tools: WorkerTools): void {
  const { store, signal } = tools
  const before = Math.max(0, ...store.rows.run.map(({ id }) => id))
  const takeAll = (kind: RunKind, work: (run: Row<'run'>) => Promise<void>) => {
    for (let run = takeLease(store, kind, name, before); run; run = takeLease(store, kind, name, before))
      void work(run).catch((failure: unknown) => {
        // A run that was cancelled or deleted has lost its lease.
        if (run!.state === 'running' && store.rows.run.includes(run!)) throw failure
      })
  }
  let isTaking = false
  const stop = store.changes.listen((change) => {
    if (change === 'all' || change.topic !== 'run' || isTaking) return
    isTaking = true // to lease a run is a change too
    void tools.control.held().then(() => {
      isTaking = false
      if (signal.aborted) return
      takeAll('build', (run) => build(tools, run))
      takeAll('deploy', (run) => deploy(tools, run, name))
    })
  })
  signal.addEventListener('abort', stop, { once: true })
}

async function build({ store, control }: WorkerTools, run: Row<'run'>): Promise<void> {
  const write = async (line: LogLine) => {
    await store.clock.pause(stepMs)
    renew(store, run.id, name)
    addLog(store, run.id, [line])
  }
  const commit = run.commit ?? head
  await write(note('build', said('build.begun', { commit: shortCommit(commit), base: 'node', count: 2 })))
  await write({ step: 'npm ci', text: 'added 41 packages' })
  const problem = control.faultOf(run)
  if (problem) {
    await write(failureLine('build', problem))
    return finishRun(store, run.id, { worker: name, problem })
  }
  await write({ step: 'npm run build', text: '> tsc -p .' })
  await write(note('package', said('build.packaged', { count: 14, base: 'node', digest: 'sha256:0' })))
  const image = `registry.opads.internal/applications/${run.application}@sha256:${digest}`
  const { recipe: last } = store.rows.release.findLast((row) => row.application === run.application) ?? {}
  finishRun(store, run.id, {
    worker: name,
    result: { commit, image, recipe: last ?? recipe.parse({ base: 'node' }) },
  })
}
