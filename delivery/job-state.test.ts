import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kubeReason } from '@opads/kernel/kube-reason'
import { said } from '@opads/kernel/message'
import { type BuildPod, jobStateOf, titleOf } from './job-state.ts'

const job = {}
const failedJob = { status: { conditions: [{ type: 'Failed', status: 'True', message: 'backoff limit' }] } }
const pod = (
  phase: string,
  name: string,
  terminated?: { exitCode: number; reason?: string; message?: string },
): BuildPod => ({
  metadata: { name: 'p1' },
  status: { phase, initContainerStatuses: [{ name, state: terminated ? { terminated } : { running: {} } }] },
})

test('a step that fails names itself and its code', () => {
  const state = jobStateOf(job, [pod('Failed', 'step-2', { exitCode: 3, message: 'no\n' })])
  assert.deepEqual(state, { kind: 'failed', container: 'step-2', exitCode: 3, said: 'no', pod: 'p1' })
})
test('a pod that was killed is waited for: the Job begins it again', () => {
  assert.equal(jobStateOf(job, [pod('Failed', 'step-1', { exitCode: 137 })]).kind, 'working')
})
test('a Job that gave up ends the build, also while its pods are there, and tells of memory', () => {
  assert.deepEqual(jobStateOf(failedJob, [pod('Failed', 'step-1', { exitCode: 137, reason: 'OOMKilled' })]), {
    kind: 'lost',
    reason: said('build.out-of-memory', { container: 'step-1' }),
  })
  assert.deepEqual(jobStateOf(failedJob, []), {
    kind: 'lost',
    reason: said('kube.said', { said: 'backoff limit' }),
  })
})
test('a Job that somebody deleted does not hang the build', () => {
  assert.deepEqual(jobStateOf(undefined, []), { kind: 'lost', reason: said('build.job-deleted') })
})
test('a pod that leaves does not count, the next one does', () => {
  const leaving = {
    ...pod('Failed', 'step-1', { exitCode: 1 }),
    metadata: { name: 'p0', deletionTimestamp: 'now' },
  }
  assert.deepEqual(jobStateOf(job, [leaving, pod('Running', 'step-1')]), {
    kind: 'working',
    speaking: ['step-1'],
    pod: 'p1',
  })
})
const named = (name: string, createdAt: string, one: BuildPod): BuildPod => ({
  ...one,
  metadata: { name, creationTimestamp: `2026-01-01T00:00:${createdAt}Z` },
})
test('of a killed pod and its successor the younger counts, whatever their names', () => {
  const killed = pod('Failed', 'step-1', { exitCode: 137 })
  for (const [before, after] of [
    ['a', 'z'],
    ['z', 'a'],
  ] as const) {
    const of = (next: BuildPod) =>
      [named(before, '01', killed), named(after, '11', next)].sort((one, other) =>
        one.metadata.name < other.metadata.name ? -1 : 1,
      )
    const working = jobStateOf(job, of(pod('Running', 'step-1')))
    assert.deepEqual(working, { kind: 'working', speaking: ['step-1'], pod: after })
    const failed = jobStateOf(failedJob, of(pod('Failed', 'step-1', { exitCode: 3 })))
    assert.deepEqual([failed.kind, 'pod' in failed && failed.pod], ['failed', after])
    const done = named(before, '01', pod('Succeeded', 'step-1', { exitCode: 0 }))
    assert.equal(jobStateOf(job, [done, named(after, '11', killed)]).kind, 'succeeded')
  }
})
test('the digest is what the last container left', () => {
  const done: BuildPod = {
    metadata: { name: 'p1' },
    status: {
      phase: 'Succeeded',
      containerStatuses: [{ name: 'package', state: { terminated: { exitCode: 0, message: 'sha256:1\n' } } }],
    },
  }
  assert.deepEqual(jobStateOf(job, [done]), { kind: 'succeeded', digest: 'sha256:1', pod: 'p1' })
})
test('a step is called as its author wrote it', () => {
  assert.equal(
    titleOf('step-2', {
      build: [
        ['npm', 'ci'],
        ['npm', 'run', 'build'],
      ],
    }),
    'npm run build',
  )
  assert.equal(titleOf('package', { build: [] }), 'package')
})
test('an image that the registry does not give is waited for, a name that is none is not', () => {
  const waits = (reason: string): BuildPod => ({
    metadata: { name: 'p1' },
    status: {
      phase: 'Pending',
      initContainerStatuses: [{ name: 'step-1', state: { waiting: { reason, message: 'refused' } } }],
    },
  })
  for (const reason of ['ErrImagePull', 'ImagePullBackOff'])
    assert.deepEqual(jobStateOf(job, [waits(reason)]), {
      kind: 'working',
      speaking: [],
      pod: 'p1',
      noImage: kubeReason(reason, 'refused'),
    })
  assert.equal(jobStateOf(job, [waits('InvalidImageName')]).kind, 'lost')
})
