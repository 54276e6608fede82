import assert from 'node:assert/strict'
import { test } from 'node:test'
import { haveUserNamespaces, usersOfNode } from './user-namespaces.ts'

const node = (kernelVersion: string, runtimeHandlers?: object, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'm1' },
  spec,
  status: { nodeInfo: { kernelVersion }, ...(runtimeHandlers && { runtimeHandlers }) },
})
const able = [{ name: 'other' }, { name: '', features: { userNamespaces: true } }]
const has = (...nodes: ReturnType<typeof node>[]) => haveUserNamespaces(nodes.map(usersOfNode))

test('the runtime that pods have and the kernel must both be able', () => {
  assert.equal(has(node('6.18.44', able)), true)
  assert.equal(has(node('6.3.0-1-amd64', able)), true)
  assert.equal(has(node('6.3-rc1', [{ features: { userNamespaces: true } }])), true)
  assert.equal(has(node('6.1.0-28-amd64', able)), false)
  assert.equal(has(node('5.15.0', able)), false)
  assert.equal(has(node('', able)), false)
  assert.equal(has(node('6.18.44')), false)
  assert.equal(has(node('6.18.44', [{ name: '', features: { userNamespaces: false } }])), false)
  assert.equal(has(node('6.18.44', [{ name: 'other', features: { userNamespaces: true } }])), false)
})
test('one node that cannot, and no pod asks for it; without nodes none', () => {
  assert.equal(has(node('6.18.44', able), node('6.1.0', able)), false)
  assert.equal(has(), false)
})
test('nodes that take no pods of tenants do not count; those that are away for a moment do', () => {
  const taint = (key: string, effect = 'NoSchedule') => ({ taints: [{ key, effect }] })
  const beside = (spec: object) => has(node('6.18.44', able), node('6.1.0', able, spec))
  assert.equal(beside(taint('node-role.kubernetes.io/control-plane')), true)
  assert.equal(beside({ unschedulable: true }), true)
  assert.equal(beside(taint('node.kubernetes.io/not-ready', 'NoExecute')), false)
  assert.equal(beside(taint('busy', 'PreferNoSchedule')), false)
  assert.equal(has(node('6.18.44', able, { unschedulable: true })), false)
})
