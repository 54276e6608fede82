import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kubeReason } from '@opads/kernel/kube-reason'
import { said } from '@opads/kernel/message'
import { render } from '@opads/kernel/problem'
import type { PodRow } from '../pod/row.ts'
import { samplePod } from '../test-cloud/sample-pod.ts'
import { type DeploymentRow, deploymentRow, progressOf } from './progress.ts'

const object = (status: object, generation = 4) =>
  deploymentRow({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'shop',
      generation,
      labels: { 'app.kubernetes.io/name': 'shop', 'opads.io/environment': 'prod' },
    },
    spec: {
      replicas: 2,
      template: { metadata: { annotations: { 'opads.io/release': '5', 'opads.io/template': 'new' } } },
    },
    status,
  } as never)
const done: DeploymentRow = {
  application: 'shop',
  environment: 'prod',
  release: 5,
  template: 'new',
  wanted: 2,
  all: 2,
  updated: 2,
  available: 2,
  generation: 4,
  isSeen: true,
  late: null,
}
const pod = (fields: Partial<PodRow>) =>
  samplePod({ namespace: 'ours-prod', environment: 'prod', release: 5, template: 'new', ...fields })

const words = ({ state, note }: ReturnType<typeof progressOf>) => ({ state, note: render(note) })

test('a Deployment is a row; what its controller has not said is none', () => {
  const status = { observedGeneration: 4, replicas: 2, updatedReplicas: 2, availableReplicas: 2 }
  assert.deepEqual(object(status), done)
  assert.deepEqual(object({}), { ...done, all: 0, updated: 0, available: 0, isSeen: false })
})
test('numbers from before the last apply do not count as done', () => {
  const row = object({ observedGeneration: 3, replicas: 2, updatedReplicas: 2, availableReplicas: 2 })
  assert.equal(progressOf(row, []).state, 'working')
})
test('lateness is told in the words of the controller', () => {
  const condition = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }
  assert.deepEqual(object({ conditions: [condition] }).late, {
    code: 'kube.ProgressDeadlineExceeded',
    facts: {},
  })
  assert.equal(object({ conditions: [{ ...condition, status: 'True' }] }).late, null)
})
test('pods that cannot be made are why it is late', () => {
  const conditions = [
    { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' },
    { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota' },
  ]
  assert.equal(render(object({ conditions }).late!), 'FailedCreate: exceeded quota')
  assert.equal(object({ conditions: conditions.slice(1) }).late, null)
})
test('a rollout is done when every wanted pod is new and available, and no old one is left', () => {
  assert.deepEqual(words(progressOf(done, [])), { state: 'done', note: '2 of 2 pods ready' })
  assert.deepEqual(words(progressOf({ ...done, all: 3, available: 3 }, [])), {
    state: 'working',
    note: '2 of 2 pods new and ready',
  })
  assert.deepEqual(words(progressOf({ ...done, updated: 1 }, [])), {
    state: 'working',
    note: '1 of 2 pods new and ready',
  })
  const none = { ...done, wanted: 0, all: 0, updated: 0, available: 0 }
  assert.deepEqual(words(progressOf(none, [])), { state: 'done', note: 'scaled to none' })
})
test('an old pod that is ready does not count as a new one', () => {
  const first = { ...done, wanted: 1, all: 2, updated: 1, available: 1 }
  assert.equal(words(progressOf(first, [])).note, '0 of 1 pods new and ready')
  assert.equal(words(progressOf({ ...done, isSeen: false }, [])).note, '0 of 2 pods new and ready')
  assert.equal(words(progressOf({ ...done, wanted: 0, isSeen: false }, [])).note, '0 of 0 pods new and ready')
})
test('one crash may be chance, the second ends the rollout', () => {
  const row = { ...done, available: 1 }
  const crash = { state: 'crashed', message: said('kube.exited', { exitCode: 3 }) } as const
  assert.equal(progressOf(row, [pod(crash)]).state, 'working')
  assert.deepEqual(words(progressOf(row, [pod({ ...crash, restarts: 1 })])), {
    state: 'failed',
    note: 'pod shop-1 crashed: exit 3',
  })
})
test('an image that does not come ends it at once', () => {
  const stuck = pod({ state: 'crashed', message: kubeReason('ErrImagePull', 'not found')! })
  assert.deepEqual(words(progressOf({ ...done, available: 1 }, [stuck])), {
    state: 'failed',
    note: 'pod shop-1 does not start: ErrImagePull: not found',
  })
})
test('crashes of the pods of before are not held against the new ones, of the same release or another', () => {
  const old = pod({
    state: 'crashed',
    message: said('kube.exited', { exitCode: 3 }),
    restarts: 9,
    template: 'old',
  })
  assert.equal(progressOf({ ...done, available: 1 }, [old]).state, 'working')
})
test('a rollout that is late says what its pod waits for, else the words of the controller', () => {
  const late = { ...done, available: 1, late: said('kube.too-long') }
  const waiting = pod({ state: 'waiting', message: said('kube.said', { said: 'no node has disk=ssd' }) })
  assert.deepEqual(words(progressOf(late, [waiting])), {
    state: 'failed',
    note: 'it is not ready in time: pod shop-1: no node has disk=ssd',
  })
  // A crash counts more than what other pods wait for.
  const once = pod({ name: 'shop-2', state: 'crashed', message: said('kube.exited', { exitCode: 3 }) })
  const probed = pod({ state: 'starting', message: said('kube.unready', { path: '/healthz' }) })
  assert.equal(
    render(progressOf(late, [waiting, probed, once]).note),
    'it is not ready in time: pod shop-2 crashed: exit 3',
  )
  assert.equal(
    render(progressOf(late, [pod({ ...probed, template: 'old' }), probed]).note),
    'it is not ready in time: pod shop-1: its container runs, and its health check /healthz does not succeed',
  )
  assert.equal(render(progressOf(late, []).note), 'it is not ready in time: it takes too long')
  assert.equal(progressOf({ ...late, isSeen: false }, []).state, 'working')
})
