import assert from 'node:assert/strict'
import { test } from 'node:test'
import { podRow } from './row.ts'

const pod = (status: object, metadata: object = {}) =>
  podRow({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'shop-1',
      namespace: 'ours-uat',
      labels: { 'app.kubernetes.io/name': 'shop', 'opads.io/environment': 'uat' },
      annotations: { 'opads.io/release': '3', 'opads.io/template': 'digest' },
      creationTimestamp: '2026-01-01T00:00:00Z',
      ...metadata,
    },
    spec: {
      nodeName: 'node-1',
      nodeSelector: { disk: 'ssd' },
      containers: [{ readinessProbe: { httpGet: { path: '/healthz' } } }],
    },
    status,
  } as never)
const seen = (status: object, metadata?: object) => {
  const { state, reason } = pod(status, metadata)
  return [state, reason]
}
const container = (state: object, restartCount = 0, lastState = {}) => ({
  containerStatuses: [{ restartCount, state, lastState }],
})
const ready = { type: 'Ready', status: 'True' }

test('a pod is a row of what people ask for', () => {
  const status = { podIP: '10.1.0.9', startTime: '2026-01-01T00:00:01Z', conditions: [ready] }
  assert.deepEqual(pod({ ...status, ...container({ running: {} }, 2) }), {
    name: 'shop-1',
    namespace: 'ours-uat',
    application: 'shop',
    environment: 'uat',
    node: 'node-1',
    nodeSelector: { disk: 'ssd' },
    state: 'ready',
    message: null,
    reason: null,
    restarts: 2,
    release: 3,
    template: 'digest',
    address: '10.1.0.9',
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: '2026-01-01T00:00:01Z',
  })
})
test('one without a status yet is starting', () => {
  assert.deepEqual(seen({}), ['starting', null])
})
test('one that leaves is leaving, ready or not', () => {
  const metadata = { deletionTimestamp: '2026-01-01T00:01:00Z' }
  assert.deepEqual(seen({ conditions: [ready] }, metadata), ['leaving', null])
})
test('one that no node takes says why', () => {
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message: 'no node has disk=ssd',
  }
  assert.deepEqual(seen({ conditions: [condition] }), ['waiting', 'Unschedulable: no node has disk=ssd'])
})
test('a crash tells its exit code, also while it waits to be started again', () => {
  const ended = { terminated: { exitCode: 3, reason: 'Error' } }
  assert.deepEqual(seen(container(ended)), ['crashed', 'exit 3'])
  const waiting = { waiting: { reason: 'CrashLoopBackOff' } }
  assert.deepEqual(seen(container(waiting, 1, ended)), ['crashed', 'exit 3'])
  const memory = { terminated: { exitCode: 137, reason: 'OOMKilled' } }
  assert.deepEqual(seen(container(waiting, 1, memory)), ['crashed', 'out of memory'])
})
test('one that ends by itself again and again is no server', () => {
  assert.deepEqual(seen(container({ terminated: { exitCode: 0 } }, 1)), ['crashed', 'exit 0'])
  assert.deepEqual(seen(container({ terminated: { exitCode: 0 } })), ['starting', null])
})
test('the reason is a message, and its English text', () => {
  const { message, reason } = pod(container({ terminated: { exitCode: 3 } }))
  assert.deepEqual([message, reason], [{ code: 'kube.exited', facts: { exitCode: 3 } }, 'exit 3'])
})
test('one that was started again after a crash is starting and says after what, then ready', () => {
  const after = container({ running: {} }, 1, { terminated: { exitCode: 3 } })
  assert.deepEqual(seen(after), [
    'starting',
    'its container runs again, after its last end: exit 3; its health check /healthz does not succeed',
  ])
  assert.deepEqual(seen({ ...after, conditions: [ready] }), ['ready', null])
})
test('an image that does not come is no waiting', () => {
  const waiting = { waiting: { reason: 'ImagePullBackOff', message: 'not found' } }
  assert.deepEqual(seen(container(waiting)), ['crashed', 'ImagePullBackOff: not found'])
  assert.deepEqual(seen(container({ waiting: { reason: 'ErrImagePull' } })), ['crashed', 'ErrImagePull'])
  assert.deepEqual(seen(container({ waiting: { reason: 'ContainerCreating' } })), ['starting', null])
})
test('what a process wrote drives no terminal, and is one line', () => {
  const ended = { terminated: { exitCode: 1, message: 'a\x1b]52;c\x07\r\nb\x9b2J' } }
  assert.deepEqual(seen(container(ended)), ['crashed', 'exit 1, a ]52;c b 2J'])
})
test('one that runs without becoming ready names its health check', () => {
  assert.deepEqual(seen(container({ running: {} })), [
    'starting',
    'its container runs, and its health check /healthz does not succeed',
  ])
})
test('an exit says what its process or the runtime wrote about it, cut to a bound', () => {
  const ended = (reason: string, message: string) =>
    seen(container({ terminated: { exitCode: 128, reason, message } }))[1]
  assert.equal(
    ended('StartError', 'exec: "nod": not found in $PATH\n'),
    'StartError: exec: "nod": not found in $PATH',
  )
  assert.equal(ended('Error', 'no database'), 'exit 128, no database')
  assert.equal(ended('Error', 'x'.repeat(5000)), `exit 128, ${'x'.repeat(300)}`)
})
