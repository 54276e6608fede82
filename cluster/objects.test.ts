import assert from 'node:assert/strict'
import { test } from 'node:test'
import { objectState } from './objects.ts'

const wanted = {
  kind: 'Deployment',
  spec: { replicas: 1, containers: [{ name: 'coredns', args: ['-conf', '/Corefile'], emptyDir: {} }] },
}
/** As the API server returns it: with defaults. */
const found = (change: object = {}) => ({
  kind: 'Deployment',
  metadata: { uid: 'x' },
  spec: {
    replicas: 1,
    revisionHistoryLimit: 10,
    containers: [
      { name: 'coredns', args: ['-conf', '/Corefile'], emptyDir: {}, imagePullPolicy: 'IfNotPresent' },
    ],
    ...change,
  },
  status: { replicas: 1 },
})

test('defaults that the API server adds are no difference', () => {
  assert.equal(objectState(wanted, found()), 'same')
})
test('what is not there is gone', () => {
  assert.equal(objectState(wanted, undefined), 'gone')
})
test('a changed value, a changed list and a lost folder are named by their path', () => {
  assert.deepEqual(objectState(wanted, found({ replicas: 0 })), { differsAt: 'spec.replicas' })
  assert.deepEqual(objectState(wanted, found({ containers: [] })), { differsAt: 'spec.containers' })
  const other = [{ name: 'coredns', args: ['-conf', '/other'], emptyDir: {} }]
  assert.deepEqual(objectState(wanted, found({ containers: other })), {
    differsAt: 'spec.containers.0.args.1',
  })
})
