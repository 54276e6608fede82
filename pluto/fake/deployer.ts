/** A deploy of the fake's worker: new pods become ready one by one, the old ones go; or all is put back as it was. */

import type { Fault } from '@opads/kernel/fault'
import { type Message, said } from '@opads/kernel/message'
import { namespaceOf } from '../environment/names.ts'
import type { Place } from '../environment/place.ts'
import { because, type PodRow } from '../pod/row.ts'
import { type DeploymentRow, progressOf } from '../rollout/progress.ts'
import { failureLine, note } from '../run/log.ts'
import { samplePod } from '../test-cloud/sample-pod.ts'
import { finishRun } from './run-end.ts'
import { renew } from './run-lease.ts'
import { addLog } from './run-rows.ts'
import { lastDeployed, settingsOf } from './settings.ts'
import { drop, isAt, type Row } from './store.ts'
import { releaseOf, tenantOf } from './target.ts'
import { stepMs, type WorkerTools } from './tools.ts'

export async function deploy(tools: WorkerTools, run: Row<'run'>, worker: string): Promise<void> {
  const { store, cluster, control } = tools
  const place: Place = { application: run.application, environment: run.environment! }
  const say = (message: Message) => addLog(store, run.id, [note('deploy', message)])
  const before = isAt(place)
  const [oldPods, oldRow] = [cluster.pods.filter(before), cluster.deployments.find(before)]
  const former = lastDeployed(store, place)?.release
  await store.clock.pause(stepMs)
  run.release ??= former ?? 0
  const { recipe, run: build } = releaseOf(store, run.application, run.release)
  run.built_from ??= build
  const settings = { ...settingsOf(store, place), userNamespace: cluster.live.userNamespaces() ?? false }
  const wanted = settings.replicas ?? recipe.replicas
  const fresh = podsOf(tools, run, place, wanted)
  const row = rowOf(run, place, wanted, (oldRow?.generation ?? 0) + 1)
  const show = (pods: readonly PodRow[], deployment: DeploymentRow | undefined) => {
    drop(cluster.pods, isAt(place))
    drop(cluster.deployments, isAt(place))
    cluster.pods.push(...pods)
    if (deployment) cluster.deployments.push(deployment)
    store.changes.publish({ topic: 'pods', application: run.application })
  }
  const putBack = () => {
    show(oldPods, oldRow)
    if (former !== undefined) say(said('deploy.restored', { release: former }))
  }
  const fault = control.faultOf(run)
  say(said('deploy.applied', { release: run.release }))
  for (let ready = 0; ready <= wanted; ready += 1) {
    const pods = fresh.map((pod, index) => stateOf(pod, index < ready, fault))
    const deployment = { ...row, available: fault ? 0 : ready, all: wanted + oldPods.length }
    show([...pods, ...oldPods.slice(ready)], deployment)
    say(progressOf(deployment, fault ? [] : pods).note)
    await store.clock.pause(stepMs)
    const by = renew(store, run.id, worker)
    if (by !== null) {
      say(said('deploy.being-cancelled', { by }))
      putBack()
      return finishRun(store, run.id, { worker, cancelledBy: by })
    }
    if (!fault) continue
    addLog(store, run.id, [failureLine('deploy', fault)])
    putBack()
    return finishRun(store, run.id, { worker, problem: fault })
  }
  const done = { ...row, available: wanted }
  show(
    fresh.map((pod) => stateOf(pod, true)),
    done,
  )
  say(progressOf(done, []).note)
  finishRun(store, run.id, { worker, settings })
}

const stateOf = (pod: PodRow, isReady: boolean, fault?: Fault): PodRow =>
  fault
    ? { ...pod, state: 'crashed', ...because(said('kube.exited', { exitCode: 3 })) }
    : { ...pod, state: isReady ? 'ready' : 'starting' }

const rowOf = ({ id, release }: Row<'run'>, place: Place, wanted: number, generation: number): DeploymentRow => ({
  ...place, release: release!, template: `run-${id}`, wanted, all: wanted, updated: wanted, available: 0, generation, isSeen: true, late: null,
}) // biome-ignore format: one row

function podsOf({ store, cluster }: WorkerTools, run: Row<'run'>, place: Place, wanted: number): PodRow[] {
  const now = store.time().toISOString()
  const nodes = cluster.live.nodes().filter(({ isReady }) => isReady)
  return Array.from({ length: wanted }, (_, index) =>
    samplePod({
      ...place,
      name: `${run.application}-${run.id}f${index}c-${'abcdefgh'[index % 8]}x${index}`,
      namespace: namespaceOf(tenantOf(store, run.application)!, place.environment),
      node: nodes[index % nodes.length]?.name ?? null,
      state: 'starting',
      release: run.release!,
      template: `run-${run.id}`,
      address: '198.19.4.17',
      createdAt: now,
      startedAt: now,
    }),
  )
}
